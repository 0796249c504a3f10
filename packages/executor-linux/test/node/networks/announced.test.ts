import { onMachine } from '@networkd/lab/scenario/on-machine';
import { beforeAll, describe, expect, test } from 'vitest';
import { whyNoDhcp } from '../why.js';

const why = whyNoDhcp();
if (why !== undefined) console.warn(`SKIPPED: no router announces anything: ${why}`);

describe.skipIf(why !== undefined)('a node on a machine whose IPv6 is off by default', () => {
  let seen: Readonly<Record<string, unknown>> = {};
  beforeAll(async () => {
    seen = await onMachine(new URL('./announced.scenario.ts', import.meta.url));
  });

  test('has IPv6 all the same, and nothing is left to do', () => {
    expect(seen).toMatchObject({ ipv6: true, lease: true, empty: [] });
  });

  test('reaches routers outside the prefixes of its public addresses', () => {
    expect(seen['routes']).toEqual([
      'default via 172.31.1.1 proto 110 172.31.1.1 proto 110 scope link',
      '2001:db8:ff::1 proto 110 metric 1024 pref medium default via 2001:db8:ff::1 proto 110 metric 1024 pref medium',
    ]);
  });

  test('has IPv4 go by an IPv6 router where that is said, and leaves the old way', () => {
    expect(seen['byIpv6']).toBe('default via inet6 fe80::9 proto 110');
  });

  test('says what the segment carries: the least of what its DHCP server and its router say', () => {
    expect(seen['mtu']).toEqual([1500, 1400]);
  });

  test('lets tenants reach the IPv4 Internet by a translator, and nothing else behind it', () => {
    expect(seen['behind']).toEqual(['yes', 'no', 'no']);
  });
});
