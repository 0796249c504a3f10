import { onMachine } from '@networkd/lab/scenario/on-machine';
import { beforeAll, describe, expect, test } from 'vitest';
import { whyNoDhcp } from '../why.js';

const why = whyNoDhcp();
if (why !== undefined) console.warn(`SKIPPED: nothing is said by a DHCP server: ${why}`);

describe.skipIf(why !== undefined)('what a DHCP server says', () => {
  let seen: Readonly<Record<string, unknown>> = {};
  beforeAll(async () => {
    seen = await onMachine(new URL('./said.scenario.ts', import.meta.url));
  });

  test('of classless routes is taken, and its router is not; its MTU is that of the routes', () => {
    expect(seen['answered']).toBe(true);
    expect(seen['eth0']).toEqual({
      addresses: '192.168.5.7/24',
      routes: [
        'default via 192.168.5.8 metric 110 mtu 1400',
        '10.20.0.0/16 via 192.168.5.9 metric 110 mtu 1400',
      ],
      mtu: 1400,
      gateways: ['192.168.5.8'],
      log: [],
    });
  });

  test('of a router outside the prefix is taken, which is reached by a route of its own', () => {
    expect(seen['eth1']).toEqual({
      addresses: '198.51.100.7/32',
      routes: ['default via 172.31.1.1 metric 110', '172.31.1.1 scope link metric 110'],
      gateways: ['172.31.1.1'],
      log: [],
    });
  });

  test('does no more harm than it must: a flood of routes, an MTU without IPv6, the node as its own router', () => {
    const { routes, mtu, log } = seen['eth2'] as Record<'routes' | 'log', string[]> & { mtu?: number };
    expect(routes).toHaveLength(32);
    expect(mtu).toBeUndefined();
    expect(log).toEqual(['left out MTU: 68', 'left out all routes after the first 32: 160.0.0.0/8']);
    expect(seen['eth5']).toMatchObject({
      routes: [],
      mtu: 9000,
      gateways: [],
      log: ['left out router: 10.5.0.7'],
    });
  });

  test('is refused with a sentence where no host can have the address', () => {
    for (const [device, address] of [
      ['eth3', '169.254.3.7'],
      ['eth4', '100.127.4.7'],
    ] as const) {
      expect(seen[device]).toMatchObject({
        addresses: '',
        routes: [],
        log: [`refused address: ${address}: no host on the segment can have it`],
      });
    }
    expect(seen['failure']).toBe(
      'what the DHCP server lends is refused: address: 169.254.3.7: no host on the segment can have it',
    );
    expect(seen['offer']).toBeUndefined();
  });

  test('last is what there is: earlier routes go, and all of them with the client', () => {
    expect(seen['renewed']).toEqual(['10.21.0.0/16 via 192.168.5.9 metric 110']);
    expect(seen['left']).toEqual([]);
  });

  test('and ip(8) does not take is not written down', () => {
    expect(seen['noLink']).toEqual(['refused address: 10.6.0.7/24: ip does not take it', 'status 1']);
    expect(seen['noLease']).toBe('none');
  });
});
