/** On a machine of its own: a node's own network and a network, put up by `apply` or by the scripts of the dry run. */
import { spawnSync } from 'node:child_process';
import { shell } from '@networkd/executor-dryrun';
import { recordedHere } from '@networkd/lab/outside/observe';
import { settled } from '@networkd/lab/outside/settled';
import { sh } from '@networkd/lab/scenario/foreign';
import { plug, until } from '@networkd/lab/scenario/segment';
import { defaultNodeConfig, type Plan, parseNodeId, planNode } from '@networkd/planner';
import { applied, executor, folders, giveKey, observed } from '../../machine/node.js';
import { type Documents, hub, keyFor, right } from '../../networks.js';

/** What is put up, and by whom. */
export interface Report {
  readonly operations: readonly number[];
  /** The machine as the outside observer has it: namespaces, their sections, and the entries of these. */
  readonly record: readonly [string, readonly [string, readonly [string, unknown][]][]][];
  /** The kinds of operations of the plan after that. */
  readonly again: readonly string[];
}

const node = 'n0';
const [, , by = 'apply'] = process.argv;

await plug('eth0', { dhcp: { address: '192.168.5.1/24', range: '192.168.5.50,192.168.5.60' } });
// Servers lend by it.
sh('ip link set eth0 address 52:54:00:00:00:01');
giveKey('x', keyFor('x/n0'));
const x = hub(3);

async function planned(documents: readonly Documents[]): Promise<Plan> {
  const facts = right(await executor().survey(right(parseNodeId(node)))());
  const [first] = documents;
  const nics = facts.nics.filter(({ name }) => name === 'eth0');
  return right(
    planNode({
      node,
      config: defaultNodeConfig(),
      uplink: { nics: nics as never },
      facts,
      networks: documents.map(({ network }) => network),
      ...(first === undefined ? {} : { inventory: first.inventory }),
      observed: await observed(node),
      egressAddresses: right(await executor().egressAddresses()()),
    }),
  );
}

/** What the kernel draws for each machine by itself (a MAC address, and what follows from it), and the folder of this one. */
const drawn: readonly (readonly [what: RegExp | string, name: string])[] = [
  [process.env['SCRATCH'] ?? '', '/scratch'],
  [/(?!52:54:00:00:00:01)(?<![0-9a-f:])[0-9a-f]{1,2}(:[0-9a-f]{1,2}){5}(?![0-9a-f:])/g, 'MAC'],
  [/fe80::[0-9a-f:]+/g, 'fe80::LINK'],
  [/([0-9a-f]{4}:){7}[0-9a-f]{4}/g, 'SECRET'],
];

/** Runs the script of a plan, which must succeed. */
function ran(plan: Plan): void {
  const env = { ...process.env, SECRETS: folders.secrets, STATE: folders.state };
  const { status, stderr } = spawnSync('sh', ['-s'], { input: shell(plan), encoding: 'utf8', env });
  if (status !== 0) throw new Error(`exit ${status}: ${stderr}`);
}

const address = (netns: string, device: string) => sh(`${netns} ip -4 -oneline address show dev ${device}`);
const operations: number[] = [];
for (const documents of [[], [x]]) {
  const plan = await planned(documents);
  operations.push(plan.operations.length);
  if (by === 'apply') await applied(plan);
  else ran(plan);
  const isLeased = () =>
    address('', 'zos').includes('192.168.5.') &&
    address('ip netns exec ndmz', 'npub4').includes('192.168.5.');
  if (!(await until(isLeased, 60))) throw new Error('no lease');
}
const machine = await settled(recordedHere);
const record = [...machine].map(([name, sections]) => [
  name,
  [...sections].map(([section, entries]) => [section, [...entries]]),
]);
const again = (await planned([x])).operations.map(({ kind }) => kind);
const said = JSON.stringify({ operations, record, again });
process.stdout.write(
  drawn.reduce((text, [what, name]) => text.replaceAll(what, name), said),
  () => process.exit(0),
);
