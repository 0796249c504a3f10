import { expect, test } from 'vitest';
import { countersIn } from '../src/meter/unread.js';

test('the datagrams that nobody read in time are counted, of both families and in every namespace', () => {
  const namespace = (ipv4: number, ipv6: number) =>
    [
      'Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors',
      `Udp: 7 1 9 5 ${ipv4} 8`,
      'UdpLite: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors',
      'UdpLite: 0 0 0 0 0 0',
      'Udp6InErrors                    \t9',
      `Udp6RcvbufErrors                \t${ipv6}`,
      '',
    ].join('\n');
  expect(countersIn(namespace(3, 20) + namespace(100, 0))).toBe(123);
  expect(countersIn('')).toBe(0);
});
