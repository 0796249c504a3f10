import { setTimeout as sleep } from 'node:timers/promises';
import { type Lab, startLab } from '@networkd/lab/lab';
import { whyNoBareLab } from '@networkd/lab/machine/needs';
import { evidence } from '@networkd/lab/meter/evidence';
import { accountOf, passages, type Stage } from '@networkd/lab/meter/figures';
import { flowsBetween } from '@networkd/lab/meter/flows';
import { kept } from '@networkd/lab/meter/kept';
import { paceOf } from '@networkd/lab/meter/pace';
import { type Pings, startPings } from '@networkd/lab/meter/pings';
import { reach } from '@networkd/lab/meter/reach';
import { handshaking, sessionsOf } from '@networkd/lab/meter/sessions';
import { socketsByNetns } from '@networkd/lab/meter/sockets';
import { unreadIn } from '@networkd/lab/meter/unread';
import { concerned } from '@networkd/lab/network/concerned';
import { nodesOf, type Tenant } from '@networkd/lab/network/tenant';
import { figuresTable } from '@networkd/lab/public/figures';
import { bootGrid, carryOut } from '@networkd/lab/public/grid';
import { publicLab, publicNetwork, steps } from '@networkd/lab/public/lab';
import { remade, whatRunsOn } from '@networkd/lab/public/links';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const why = whyNoBareLab();
if (why !== undefined) console.warn(`SKIPPED: no public configuration is set in the laboratory: ${why}`);

const { id } = publicNetwork;
const netns = `n-${id}`;

/** Where those ping whose public configuration changes: the Internet, as themselves and as a workload of the network. */
const outside = '1.1.1.1';
const movers = [...new Set(steps.map(({ node }) => node))];
const toInternet = (source: string) =>
  movers.map((from) => ({ from, to: 'internet', source, target: outside }));

/** Milliseconds in which nothing is done, to know that no ping is lost by that. */
const idleTime = 2000;

describe.skipIf(why !== undefined)('the public configuration of a node, while it runs', () => {
  let lab: Lab;
  let tenant: Tenant;
  let running: readonly Pings[];
  const stages: Stage[] = [];
  const answered = () => Promise.all(running.map((pings) => pings.answered(Date.now())));
  beforeAll(async () => {
    lab = await startLab(publicLab);
    tenant = await bootGrid(lab);
    const inMesh = [...flowsBetween([tenant]), ...toInternet('public')];
    const pace = await paceOf(lab, netns, inMesh);
    running = [startPings(lab, netns, inMesh, pace), startPings(lab, undefined, toInternet('zos'), pace)];
    await answered();
    await sleep(handshaking);
    const { topology } = tenant;
    stages.push({
      title: 'nothing',
      unread: await unreadIn(lab),
      begin: Date.now(),
      settled: 0,
      concerned: concerned(topology, topology),
    });
    await sleep(idleTime);
  });
  afterAll(() => lab?.stop());

  /** The namespaces in which a node has the network's socket. */
  const homes = async (node: string) =>
    Object.entries(await socketsByNetns(lab.node(node)))
      .filter(([, sockets]) => sockets.some(({ protocol, port }) => protocol === 'udp' && port === 7001))
      .map(([name]) => name);
  const shown = async (node: string, ...argv: readonly string[]) =>
    (await lab.node(node).run(argv, { netns })).stdout.trim();

  test.each(steps)('$title: $node', async (step) => {
    const { node, port } = step;
    const machine = lab.node(node);
    const [before, stood, seen] = [tenant, await whatRunsOn(machine), await sessionsOf(tenant)];
    const [unread, begin] = [await unreadIn(lab), Date.now()];
    tenant = await carryOut(tenant, step);
    await answered();
    const settled = Date.now() + handshaking;
    const title = `${node}: the public configuration ${step.title}`;
    const changed = concerned(before.topology, tenant.topology);
    stages.push({ title, begin, settled, concerned: changed, unread });

    const sessions = kept(tenant, { begin, concerned: changed }, seen, await sessionsOf(tenant));
    expect(sessions.length).toBeGreaterThan(0);
    expect(sessions.filter(({ reset }) => reset)).toEqual([]);

    const resourceOf = (name: string) => tenant.topology.vertexByNode.get(name)?.resource;
    const socketOf = ({ topology }: Tenant, name: string) => topology.vertexByNode.get(name)?.socket;
    for (const name of nodesOf(tenant)) expect(await homes(name)).toEqual([socketOf(tenant, name)]);
    expect(await shown(node, 'wg', 'show', `w-${id}`, 'public-key')).toBe(resourceOf(node)?.publicKey);
    expect(await shown(node, 'wg', 'show', `w-${id}`, 'listen-port')).toBe('7001');

    const moves = socketOf(before, node) !== socketOf(tenant, node);
    const stands = await whatRunsOn(machine);
    expect(remade(stood, stands)).toEqual(moves ? [`${netns} w-${id}`] : []);
    expect(stands.clients).toEqual(stood.clients);
    const { stdout } = await machine.run(['ls', '/sys/class/net/br-pub/brif']);
    expect(stdout.trim()).toBe(port);

    const pairs = await reach(tenant);
    const documents = ['-t', 'network.json', '-i', 'inventory.json'];
    const told = JSON.parse((await machine.tn(['reach', ...documents, '--json'])).stdout);
    expect(pairs.map(({ predicted }) => predicted)).toEqual(told.pairs);
    expect(await evidence(tenant, pairs)).toBe('');
    await sleep(settled - Date.now());
  });

  test('only pairs that have to change their path lose anything', async () => {
    const end = Date.now();
    await answered();
    const packets = new Map(
      (await Promise.all(running.map((pings) => pings.stop()))).flatMap((each) => [...each]),
    );
    const all = passages(packets, stages, end);
    console.log(figuresTable(packets, stages, all));
    const unread = await unreadIn(lab);
    const [none, peers] = (['none', 'peers'] as const).map((concern) =>
      accountOf(
        all.filter((each) => each.concern === concern),
        stages,
        unread,
      ),
    );
    const losses = all.filter(({ concern, lost }) => concern === 'none' && lost > 0);
    const told = losses.map(({ flow, stage, lost }) => `${stage.title}: ${lost}, ${flow.from} to ${flow.to}`);
    expect(none?.unexplained, told.join('\n')).toBe(0);
    expect(peers?.unexplained).toBeLessThan((peers?.sent ?? 0) / 1000);
  });
});
