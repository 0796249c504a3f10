import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { parseAddress } from '../../src/scalar/address.js';
import { parseInterfaceAddress, parsePrefix } from '../../src/scalar/prefix.js';

test.each([
  ['10.1.2.03', 'leading-zero', '10.1.2.3'],
  ['010.1.2.3', 'leading-zero', '10.1.2.3'],
  ['00.0.0.0', 'leading-zero', '0.0.0.0'],
  ['10.1.2', 'missing-octet', undefined],
  ['10', 'missing-octet', undefined],
  ['10.1.2.256', 'octet-out-of-range', undefined],
  ['10.1.2.3.4', 'not-an-address', undefined],
  ['10.1.2.', 'not-an-address', undefined],
  ['.1.2.3', 'not-an-address', undefined],
  ['10.1.2.-3', 'not-an-address', undefined],
  [' 10.1.2.3', 'not-an-address', undefined],
  ['0x0a.1.2.3', 'not-an-address', undefined],
  ['', 'not-an-address', undefined],
  ['example.org', 'not-an-address', undefined],
  ['fe80::1%eth0', 'zone-id', undefined],
  ['::ffff:1.2.3.4', 'ipv4-mapped', '1.2.3.4'],
  ['::ffff:102:304', 'ipv4-mapped', '1.2.3.4'],
  ['2001:DB8::1', 'not-canonical', '2001:db8::1'],
  ['2001:db8:0:0:0:0:0:1', 'not-canonical', '2001:db8::1'],
  ['2001:0db8::1', 'not-canonical', '2001:db8::1'],
  ['2001:db8::0:1', 'not-canonical', '2001:db8::1'],
  ['2001:db8:0:1:1:1::1', 'not-canonical', '2001:db8:0:1:1:1:0:1'],
  ['2001:0:0:1:0:0:0:1', 'not-canonical', '2001:0:0:1::1'],
  ['1::2::3', 'not-an-address', undefined],
  [':::', 'not-an-address', undefined],
  ['1:2:3:4:5:6:7', 'not-an-address', undefined],
  ['1:2:3:4:5:6:7:8:9', 'not-an-address', undefined],
  ['12345::', 'not-an-address', undefined],
  ['g::1', 'not-an-address', undefined],
])('the address %j is refused as %s', (text, problem, suggestion) => {
  const rest = suggestion === undefined ? {} : { suggestion };
  expect(parseAddress(text)).toEqual(E.left({ kind: 'bad-address', problem, ...rest }));
});

test.each([
  '0.0.0.0',
  '255.255.255.255',
  '10.1.2.3',
  '::',
  '::1',
  '2001:db8::',
  '2001:db8:0:1:1:1:1:1',
  '1:2:3:4:5:6:7:8',
])('the address %s is canonical', (text) => {
  const parsed = parseAddress(text);
  expect(E.isRight(parsed) ? parsed.right.text : parsed.left).toBe(text);
});

test.each([
  ['10.1.2.0', 'no-length', undefined],
  ['10.1.2.0/', 'length-out-of-range', undefined],
  ['10.1.2.0/33', 'length-out-of-range', undefined],
  ['10.1.2.0/024', 'length-out-of-range', undefined],
  ['10.1.2.0/-1', 'length-out-of-range', undefined],
  ['10.1.2.0/24/24', 'length-out-of-range', undefined],
  ['10.1.2.0/255.255.255.0', 'length-out-of-range', undefined],
  ['2001:db8::/129', 'length-out-of-range', undefined],
  ['10.1.2.3/24', 'host-bits', '10.1.2.0/24'],
  ['2001:db8::1/64', 'host-bits', '2001:db8::/64'],
  ['10.01.2.0/24', 'leading-zero', '10.1.2.0/24'],
  ['2001:DB8::/64', 'not-canonical', '2001:db8::/64'],
  ['::ffff:1.2.3.0/120', 'ipv4-mapped', undefined],
  ['fe80::%eth0/64', 'zone-id', undefined],
])('the network %j is refused as %s', (text, problem, suggestion) => {
  const parsed = parsePrefix(text);
  expect(parsed).toMatchObject(E.left({ kind: 'bad-prefix', problem }));
  if (suggestion !== undefined) expect(parsed).toMatchObject(E.left({ suggestion }));
});

test('an address on an interface keeps its host bits', () => {
  const parsed = parseInterfaceAddress('10.1.2.3/24');
  expect(parsed).toMatchObject(E.right({ address: { text: '10.1.2.3' }, text: '10.1.2.3/24' }));
});
