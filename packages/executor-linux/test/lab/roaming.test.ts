import { setTimeout as sleep } from 'node:timers/promises';
import { type Lab, startLab } from '@networkd/lab/lab';
import { whyNoLab } from '@networkd/lab/machine/needs';
import { flowsBetween } from '@networkd/lab/meter/flows';
import { startPings } from '@networkd/lab/meter/pings';
import { goesOn, handshaking, type Session, sessionsAt } from '@networkd/lab/meter/sessions';
import {
  changes,
  dials,
  type Edit,
  joins,
  key,
  leaves,
  type NetworkDocument,
  next,
  resource,
} from '@networkd/lab/network/edits';
import { rollOut } from '@networkd/lab/network/roll-out';
import { standardNetwork } from '@networkd/lab/network/standard-network';
import { type Tenant, tenantIn } from '@networkd/lab/network/tenant';
import { isOnPath } from '@networkd/lab/scratch';
import { standardLab } from '@networkd/lab/underlay/standard';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const why = whyNoLab() ?? (isOnPath('conntrack') ? undefined : 'not on this machine: conntrack');
if (why !== undefined) console.warn(`SKIPPED: nobody roams in the laboratory: ${why}`);

/** The node whose peers roam. */
const watcher = 'dual-2';

interface Roamer {
  readonly node: string;
  readonly how: string;
  /** Where the watcher then sees it. */
  readonly endpoint: RegExp;
  readonly roam: (lab: Lab) => Promise<void>;
  /** A version that does not concern it. */
  readonly edit: Edit;
}

const roamers: readonly Roamer[] = [
  {
    node: 'home-1',
    how: 'hidden, gets another port from its router',
    endpoint: /^192\.0\.2\.130:41\d{3}$/,
    roam: async (lab) => {
      const rule = 'ip saddr 192.168.1.10 meta l4proto udp masquerade to :41000-41999';
      await succeed(lab.router('home').run(['nft', `insert rule ip nat postrouting ${rule}`]));
      await succeed(lab.router('home').run(['conntrack', '-F']));
    },
    edit: joins(resource('spare-1', 9)),
  },
  {
    node: 'attic-1',
    how: 'hidden, gets another address',
    endpoint: /^\[2001:db8:a::77\]:7001$/,
    roam: (lab) => readdress(lab, 'attic-1', '2001:db8:a::10/64', '2001:db8:a::77/64'),
    edit: changes('spare-1', key('spare-1', 2)),
  },
  {
    node: 'six-1',
    how: 'which all others dial where it was, gets another address',
    endpoint: /^\[2001:db8:3::77\]:7001$/,
    roam: (lab) => readdress(lab, 'six-1', '2001:db8:3::30/64', '2001:db8:3::77/64'),
    edit: leaves('spare-1'),
  },
];

describe.skipIf(why !== undefined)('a peer that roams', () => {
  let lab: Lab;
  let network: NetworkDocument = standardNetwork;
  let tenant: Tenant;
  beforeAll(async () => {
    lab = await startLab(standardLab);
    tenant = tenantIn(lab, network);
    await rollOut(tenant, tenant);
  });
  afterAll(() => lab?.stop());

  /** Rolls the next version out, and gives what `tn apply` said on the watcher. */
  async function go(edit: Edit): Promise<string> {
    network = next(network, edit);
    const [before, after] = [tenant, tenantIn(lab, network)];
    tenant = after;
    return (await rollOut(before, after)).get(watcher) ?? '';
  }

  async function seen(node: string): Promise<Session> {
    const session = (await sessionsAt(tenant, watcher)).get(keyOf(node));
    if (session === undefined) throw new Error(`${node} is no peer of ${watcher}`);
    return session;
  }

  const keyOf = (node: string) => tenant.topology.vertexByNode.get(node)?.resource.publicKey ?? '';

  test.each(roamers)('$node, $how, is left where it is', async ({ node, endpoint, roam, edit }) => {
    const flows = flowsBetween([tenant]).filter(({ from, to }) =>
      [`${node} ${watcher}`, `${watcher} ${node}`].includes(`${from} ${to}`),
    );
    const pings = startPings(lab, `n-${network.id}`, flows);
    await pings.answered(Date.now());
    await sleep(handshaking);
    const before = await seen(node);
    expect(before.endpoint).not.toMatch(endpoint);

    await roam(lab);
    const deadline = Date.now() + 30_000;
    while (!endpoint.test((await seen(node)).endpoint) && Date.now() < deadline) await sleep(20);
    const learned = await seen(node);
    expect(learned.endpoint).toMatch(endpoint);
    await pings.answered(Date.now());
    const back = Date.now();

    for (const [, said] of await rollOut(tenant, tenant)) expect(said).toContain('No changes.');
    const said = await go(edit);
    expect(said).toMatch(/^Applied: /m);
    expect(said).not.toContain(keyOf(node));

    const after = await seen(node);
    expect(after.endpoint).toBe(learned.endpoint);
    expect(goesOn(before, after)).toBe(true);
    const end = Date.now();
    await pings.answered(end);
    for (const [, packets] of await pings.stop()) {
      const since = packets.filter(({ sentAt }) => sentAt >= back && sentAt < end);
      expect(since.length).toBeGreaterThan(0);
      expect(since.filter(({ answered }) => !answered)).toEqual([]);
    }
  });

  test('and gets other AllowedIPs is left where it is as well', async () => {
    const before = await seen('six-1');
    expect(before.endpoint).toBe('[2001:db8:3::77]:7001');
    const said = await go(dials('six-1', 254));
    expect(said).toContain(keyOf('six-1'));
    const after = await seen('six-1');
    expect(after.endpoint).toBe(before.endpoint);
    expect(goesOn(before, after)).toBe(true);
  });
});

async function readdress(lab: Lab, node: string, from: string, to: string): Promise<void> {
  const machine = lab.node(node);
  await succeed(machine.run(['ip', 'address', 'add', to, 'dev', 'eth0', 'nodad']));
  await succeed(machine.run(['ip', 'address', 'delete', from, 'dev', 'eth0']));
}

async function succeed(
  command: Promise<{ readonly status: number; readonly stderr: string }>,
): Promise<void> {
  const { status, stderr } = await command;
  if (status !== 0) throw new Error(stderr);
}
