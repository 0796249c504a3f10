import { answering, flood } from '@networkd/lab/fleet/echoes';
import { applyNetwork, configure, startFleet, succeeded, unguard } from '@networkd/lab/fleet/fleet';
import { fleetLab } from '@networkd/lab/fleet/nodes';
import { namespacesOf, type Place, placesOf } from '@networkd/lab/fleet/places';
import { found, listen, scanned } from '@networkd/lab/fleet/services';
import type { Lab } from '@networkd/lab/lab';
import type { RunningMachine } from '@networkd/lab/machine/machine';
import { whyNoBareLab } from '@networkd/lab/machine/needs';
import { portsFrom, scan } from '@networkd/lab/meter/scanner';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const why = whyNoBareLab();
if (why !== undefined) console.warn(`SKIPPED: no ports are scanned from the Internet: ${why}`);

const names = fleetLab.nodes.map(({ name }) => name);

const sorted = (list: readonly unknown[]) => list.map((each) => JSON.stringify(each)).toSorted();
const addressesOf = (places: readonly Place[]) => places.map(({ address }) => address);
const isGlobal = ({ address }: Place) => /^198\.51\.100\.|^2001:db8:/.test(address);
const isOutside = ({ link }: Place) => ['zos', 'public', 'npub4', 'npub6'].includes(link);
const isLease = ({ address }: Place) => /^100\.127\.|^fd00::/.test(address);

describe.skipIf(why !== undefined)('nothing new comes in', () => {
  let lab: Lab;
  /** Where something listens on all that nobody is to reach. */
  let places: readonly Place[];
  beforeAll(async () => {
    ({ lab } = await startFleet());
    const all = names.map(async (name) => {
      const node = lab.node(name);
      await Promise.all((await namespacesOf(node)).map((netns) => listen(node, netns)));
      return placesOf(node);
    });
    places = (await Promise.all(all)).flat();
  });
  afterAll(() => lab?.stop());

  const global = () => places.filter(isGlobal);
  const near = () => places.filter((place) => isOutside(place) && !isLease(place));
  const of = (node: string, ...netns: readonly string[]) =>
    places.filter((place) => place.node === node && netns.includes(place.netns));
  const scanFrom = (from: string, list: readonly Place[]) =>
    scan(lab.node(from), { addresses: addressesOf(list), ...scanned });

  const internet = () => lab.node('internet');
  const neighbour = () => lab.node('neighbour');
  const answers = (who: RunningMachine, list: readonly Place[]) => answering(who, 'host', addressesOf(list));
  /** Has the neighbour send what is for tenants' leases to the ndmz of a node. */
  const sendThrough = async (node: string) => {
    const [four, six] = ['npub4', 'npub6'].map(
      (link) => places.find((place) => place.node === node && place.link === link)?.address,
    );
    const routes = [`100.127.0.0/16 via ${four}`, `fd00::/64 via ${six}`];
    const script = routes.map((route) => `ip route replace ${route}`).join('\n');
    succeeded('ip route', neighbour(), await neighbour().run(['sh', '-euc', script]));
  };
  const leases = () => of('dual-public', 'ndmz', 'n-red', 'n-blue').filter(isLease);

  test('from the Internet, to any address there', async () => {
    expect(global()).toHaveLength(16);
    expect(await scanFrom('internet', global())).toEqual([]);
  });

  test('from the segments of the nodes, to any address on them', async () => {
    expect(near()).toHaveLength(22);
    expect(await scanFrom('neighbour', near())).toEqual([]);
  });

  test("through the ndmz, to tenants' leases", async () => {
    expect(leases()).toHaveLength(6);
    await sendThrough('dual-public');
    expect(await scanFrom('neighbour', leases())).toEqual([]);
    expect(await answers(neighbour(), leases())).toEqual([]);
  });

  test('to any TCP port of a public address', async () => {
    const [public4] = addressesOf(of('dual-public', 'public'));
    const ports = { addresses: [public4 ?? ''], tcp: portsFrom(1, 65535), udp: [] };
    expect(await scan(internet(), ports, { patienceMs: 300 })).toEqual([]);
  });

  test('but pings of the host and the public namespace, so many a second', async () => {
    const pinged = near().filter(({ netns }) => netns !== 'ndmz');
    const reached = pinged.filter((place) => isGlobal(place) && place.node !== 'single-hidden');
    expect(reached).toHaveLength(8);
    expect(await answers(internet(), global())).toEqual(addressesOf(reached));
    expect(await answers(neighbour(), near())).toEqual(addressesOf(pinged));
    const floods = [...of('dual-public', 'public'), ...of('single-open', 'host')].map(({ address }) =>
      flood(internet(), address),
    );
    for (const { answers: count, seconds } of await Promise.all(floods)) {
      expect(count).toBeGreaterThanOrEqual(15);
      expect(count).toBeLessThanOrEqual(20 + Math.ceil(10 * seconds) + 1);
    }
  });

  test('nor pings where the farmer has none answered, and the mesh stands all the while', async () => {
    const silent = ['host', 'public'];
    const inMesh = ['10.20.3.1', 'fd20:1234:5678:3::1'];
    const all = of('single-public', ...silent);
    expect(all).toHaveLength(4);
    await configure(lab.node('single-public'), { firewall: { ping: false } });
    expect(await answers(internet(), all)).toEqual([]);
    expect(await answers(neighbour(), all)).toEqual([]);
    expect(await answering(lab.node('dual-hidden'), 'n-red', inMesh)).toEqual(inMesh);
    await configure(lab.node('single-public'), {});
    expect(await answers(internet(), all)).toEqual(addressesOf(all));
  });

  test('for each firewall that is taken off, a scan sees what is behind, and for no firewall that tn mended', async () => {
    const off = [
      ['single-open', 'host'],
      ['dual-public', 'public'],
      ['dual-hidden', 'ndmz'],
    ] as const;
    const naked = off.flatMap(([node, netns]) => of(node, netns).filter(isGlobal));
    await sendThrough('dual-public');
    const red = of('dual-public', 'n-red').filter(isLease);
    for (const [node, netns] of off) await unguard(lab.node(node), netns);
    const seen = await scanFrom('internet', global());
    expect(sorted(seen.filter(({ verdict }) => verdict === 'open'))).toEqual(
      sorted(found(addressesOf(naked))),
    );
    expect(new Set(seen.map(({ address }) => address))).toEqual(new Set(addressesOf(naked)));
    await unguard(lab.node('dual-public'), 'ndmz');
    expect(await scanFrom('neighbour', red)).toEqual([]);
    await unguard(lab.node('dual-public'), 'n-red');
    const open = (await scanFrom('neighbour', red)).filter(({ verdict }) => verdict === 'open');
    expect(sorted(open)).toEqual(sorted(found(addressesOf(red))));
    for (const node of ['single-open', 'dual-public', 'dual-hidden']) await configure(lab.node(node), {});
    expect(await scanFrom('neighbour', near())).toEqual([]);
    await applyNetwork(lab.node('dual-public'), 'red');
    expect(await scanFrom('neighbour', red)).toEqual([]);
  });
});
