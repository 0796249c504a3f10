import { onMachine } from '@networkd/lab/scenario/on-machine';
import { beforeAll, describe, expect, test } from 'vitest';
import { whyNoDhcp } from '../why.js';

const why = whyNoDhcp();
if (why !== undefined) console.warn(`SKIPPED: no NIC is probed: ${why}`);

interface Probed {
  readonly nic: string;
}

describe.skipIf(why !== undefined)('probing the NICs', () => {
  let seen: Readonly<Record<string, unknown>> = {};
  const of = (nic: string) => (seen['candidates'] as readonly Probed[]).find((each) => each.nic === nic);
  beforeAll(async () => {
    seen = await onMachine(new URL('./probe.scenario.ts', import.meta.url));
  });

  test('finds a lease and a router behind one', () => {
    expect(of('eth0')).toEqual({
      nic: 'eth0',
      carrier: true,
      ipv4: [['192.168.5.50/24'], ['192.168.5.1'], '192.168.5.1'],
      ipv6: [['2001:db8:5::/64'], 1],
    });
  });

  test('waits for a server that answers late', () => {
    expect(of('eth1')).toEqual({
      nic: 'eth1',
      carrier: true,
      ipv4: [['203.0.113.9/24'], ['203.0.113.1'], '203.0.113.1'],
    });
  });

  test('does not touch one that is to be ignored', () => {
    expect(of('eth2')).toBeUndefined();
    expect((seen['events'] as string[]).filter((each) => each.includes('eth2'))).toEqual([]);
  });

  test('finds none without a cable, and only IPv6 where there is only that', () => {
    expect(of('eth3')).toEqual({ nic: 'eth3', carrier: false });
    expect(of('eth4')).toEqual({ nic: 'eth4', carrier: true, ipv6: [['2001:db8:4::/64'], 1] });
  });

  test('finds a lease without a router, and one with two', () => {
    expect(of('eth5')).toEqual({ nic: 'eth5', carrier: true, ipv4: [['10.5.0.9/16'], [], '10.5.0.1'] });
    expect(of('eth6')).toMatchObject({ ipv4: [['10.6.0.9/16'], ['10.6.0.1', '10.6.0.2'], '10.6.0.1'] });
  });

  test('reads one with addresses where it is, and asks for a lease there if routers gave them', () => {
    expect(of('eth7')).toEqual({ nic: 'eth7', carrier: true, ipv4: [['10.7.0.77/16'], ['10.7.0.1'], null] });
    expect(of('eth8')).toEqual({
      nic: 'eth8',
      carrier: true,
      ipv4: [['10.8.0.9/16'], ['10.8.0.1'], '10.8.0.1'],
      ipv6: [['2001:db8:8::/64'], 1],
    });
    expect(of('eth9')).toEqual({ nic: 'eth9', carrier: true });
  });

  test('waits for the address that follows from what a router announced a moment ago', () => {
    expect(seen['early']).toMatchObject([{ nic: 'eth8', ipv6: [['2001:db8:8::/64'], 1] }]);
  });

  test('leaves every one as it was, and takes no longer than its servers may', () => {
    expect(seen['changed']).toEqual([]);
    expect(seen['seconds']).toBeLessThan(20);
  });

  test('tells what it does and finds', () => {
    expect(seen['events']).toEqual([
      ...[0, 1, 4, 5, 6].map((n) => `Answered eth${n}`),
      'NoCarrier eth3',
      ...[0, 1, 3, 4, 5, 6].map((n) => `Probed eth${n}`),
      ...[0, 1, 3, 4, 5, 6].map((n) => `Probing eth${n}`),
    ]);
  });

  test('says that there are no VLANs where the kernel has none, and leaves the NIC as it was', () => {
    const [first] = seen['vlan'] as readonly { readonly failure: string }[];
    expect(first?.failure).toMatch(/VLAN/);
    expect(seen['changedByVlan']).toEqual([]);
  });

  test('killed at any moment, the next one brings the NICs back, with no namespace and no process left', () => {
    const kills = seen['kills'] as readonly {
      readonly wasAway: boolean;
      readonly changed: readonly string[];
    }[];
    expect(kills.map(({ changed }) => changed)).toEqual(kills.map(() => []));
    expect(kills.filter(({ wasAway }) => wasAway).length).toBeGreaterThan(3);
  });

  test('of the NIC beneath our bridge shows what is on the bridge', () => {
    expect(seen['current']).toEqual([
      {
        nic: 'eth0',
        carrier: true,
        current: true,
        ipv4: [['192.168.5.50/24'], ['192.168.5.1'], '192.168.5.1'],
        ipv6: [['2001:db8:5::/64'], 1],
      },
    ]);
  });
});
