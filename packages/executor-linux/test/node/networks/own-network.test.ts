import { onMachine } from '@networkd/lab/scenario/on-machine';
import { beforeAll, describe, expect, test } from 'vitest';
import { whyNoDhcp } from '../why.js';

const why = whyNoDhcp();
if (why !== undefined) console.warn(`SKIPPED: no node stands with networks on it: ${why}`);

describe.skipIf(why !== undefined)("the node's own network, with two networks on it", () => {
  let seen: Readonly<Record<string, unknown>> = {};
  let egressAddresses: Readonly<Record<string, string>> = {};
  beforeAll(async () => {
    seen = await onMachine(new URL('./own-network.scenario.ts', import.meta.url));
    egressAddresses = seen['egressAddresses'] as typeof egressAddresses;
  });

  test('leaves a table of somebody else by our name alone, and all else as it was', () => {
    expect(seen['refused']).toContain('File exists');
    expect(seen['changed']).toEqual([]);
  });

  test('stands on what was probed and surveyed, and once it has its leases and addresses nothing is left to do', () => {
    expect(seen).toMatchObject({ leased: true, leasedInside: true, lent: 2, again: 0 });
    expect(seen['kinds']).toEqual([
      'Address',
      'DhcpClient',
      'Link',
      'LinkMaster',
      'LinkUp',
      'Netns',
      'NftTable',
      'Sysctl',
    ]);
  });

  test('gives each network an egress address of its own, which is remembered, and the egress link works', () => {
    expect(Object.keys(egressAddresses)).toEqual(['x', 'y']);
    expect(seen['egress']).toEqual({ x: `${egressAddresses['x']}/16`, y: `${egressAddresses['y']}/16` });
    expect(egressAddresses['x']).not.toBe(egressAddresses['y']);
    expect(seen).toMatchObject({ settled: 0, pings: 'yes' });
  });

  test('has the sockets in the host, in public when that is set, and in the host again when it is not', () => {
    expect(seen['sockets']).toEqual({ host: ['7001', '7002'], public: [] });
    expect(seen['public']).toEqual({ host: [], public: ['7001', '7002'], egressAddresses });
    expect(seen['hidden']).toEqual({ host: ['7001', '7002'], egress: seen['egress'] });
    expect(seen).toMatchObject({ dialled: 'yes', settledInPublic: 0 });
  });

  test('takes at most six processes to observe one of the networks', () => {
    expect(seen['processes']).toBeLessThanOrEqual(6);
    expect(seen['processesInPublic']).toBeLessThanOrEqual(6);
  });

  test('releases an egress address with its network, and leaves nothing when all is taken away', () => {
    expect(seen['egressAddressesWithoutY']).toEqual({ x: egressAddresses['x'] });
    expect(seen).toMatchObject({ egressAddressesAtEnd: {}, left: 0, leftovers: [], released: true });
  });
});
