import { type Fleet, startFleet } from '@networkd/lab/fleet/fleet';
import { farmerWords, fleetLab, publicConfigs, tenants } from '@networkd/lab/fleet/nodes';
import { whyNoBareLab } from '@networkd/lab/machine/needs';
import { evidence } from '@networkd/lab/meter/evidence';
import { reach } from '@networkd/lab/meter/reach';
import { socketsByNetns } from '@networkd/lab/meter/sockets';
import { inState } from '@networkd/lab/scenario/booting';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const why = whyNoBareLab();
if (why !== undefined) console.warn(`SKIPPED: no networks stand on nodes of every kind: ${why}`);

const names = fleetLab.nodes.map(({ name }) => name);

/** The nodes that others can dial. */
const open = [...Object.keys(publicConfigs), ...Object.keys(farmerWords)];

/** A walk as `tn reach --json` has it. */
interface Walk {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly hops: readonly { readonly family: string; readonly diallers: readonly string[] }[];
}

const tenantsOf = (name: string) => tenants.filter(({ members }) => members.includes(name));
const sorted = (list: readonly unknown[]) => list.map((each) => JSON.stringify(each)).toSorted();

describe.skipIf(why !== undefined)('networks on nodes of every kind', () => {
  let fleet: Fleet;
  beforeAll(async () => {
    fleet = await startFleet();
  });
  afterAll(() => fleet?.lab.stop());

  test.each(names)('%s has its sockets where they must live, and nothing else listens', async (name) => {
    const home = publicConfigs[name] === undefined ? 'host' : 'public';
    const sockets = tenantsOf(name).flatMap(({ listenPort: port }) =>
      ['0.0.0.0', '::'].map((address) => ({ protocol: 'udp', address, port, processes: ['wireguard-go'] })),
    );
    const expected = ['host', 'ndmz', home, ...tenantsOf(name).map(({ id }) => `n-${id}`)].map((netns) => [
      netns,
      netns === home ? sorted(sockets) : [],
    ]);
    const found = Object.entries(await socketsByNetns(fleet.lab.node(name)));
    expect(Object.fromEntries(found.map(([netns, list]) => [netns, sorted(list)]))).toEqual(
      Object.fromEntries(expected),
    );
  });

  test.each(tenants)('each pair of $id is reached as tn reach says', async ({ id, members }) => {
    const network = fleet.networks.find(({ topology }) => topology.network.id === id);
    if (network === undefined) throw new Error(`there is no network ${id}`);
    const argv = ['reach', '-t', `${id}.json`, '-i', 'inventory.json', '--json'];
    const { status, stdout } = await fleet.lab.node('dual-public').tn(argv);
    expect(status).toBe(0);
    const { pairs: walks }: { readonly pairs: readonly Walk[] } = JSON.parse(stdout);
    expect(walks).toHaveLength(members.length * (members.length - 1));
    const pairs = await reach(network);
    expect(sorted(pairs.map(({ predicted }) => predicted))).toEqual(sorted(walks));
    expect(await evidence(network, pairs)).toBe('');
    for (const { measured } of pairs) expect(measured.map(({ family }) => family)).toEqual(['ipv4', 'ipv6']);
    // Through the firewall of each that can be dialled goes what another began, which itself cannot be.
    const dialled = walks.flatMap(({ from, to, hops: [hop, ...more] }) =>
      more.length === 0 && hop?.diallers.join() === from ? [to] : [],
    );
    expect(new Set(dialled)).toEqual(new Set(open.filter((name) => members.includes(name))));
  });

  describe('once more', () => {
    test.concurrent.each(names)('%s has nothing to do', async (name) => {
      const node = fleet.lab.node(name);
      const config = publicConfigs[name] === undefined ? [] : ['-p', 'public.json'];
      const again = [
        ['node', 'apply', ...config],
        ...tenantsOf(name).map(({ id }) => ['apply', '-t', `${id}.json`, '-i', 'inventory.json']),
      ];
      for (const argv of again) {
        const { status, stderr } = await node.tn([
          ...argv,
          ...['-n', name, '--yes', '--detailed-exitcode', ...inState],
        ]);
        expect({ argv, status, stderr }).toEqual({ argv, status: 0, stderr: '' });
      }
    });
  });
});
