import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shell } from '@networkd/executor-dryrun';
import { sh } from '@networkd/lab/scenario/foreign';
import { type Operation, type Plan, planTowards } from '@networkd/planner';
import { carryOut } from '../packages/executor-linux/src/apply/carry-out.js';
import { batchesOf, commandOf } from '../packages/executor-linux/src/command/batch.js';
import {
  applied,
  folders,
  giveKey,
  observed,
  planned,
} from '../packages/executor-linux/test/machine/node.js';
import { type Documents, hub, keyFor, right } from '../packages/executor-linux/test/networks.js';

/** Milliseconds, the best of so many rounds. */
export type Timings = Readonly<Record<Subject, number>>;

type Subject =
  | '250 peers: operations'
  | '250 peers: operations by hand-written batches'
  | '250 peers: apply, with its observations'
  | '250 peers: one process an operation'
  | '1000 peers: no-op apply'
  | '1000 peers: one peer changed'
  | '10 networks: re-applied'
  | '50 networks: re-applied';

const rounds = Number(process.env['ROUNDS'] ?? 25);
const node = 'n0';
const best = new Map<Subject, number>();

async function timed(subject: Subject, work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await work();
  const elapsed = performance.now() - start;
  best.set(subject, Math.min(elapsed, best.get(subject) ?? Number.POSITIVE_INFINITY));
}

/** Takes all away again. */
async function cleared(networks: readonly string[]): Promise<void> {
  const state = await observed(node);
  const back = planTowards({
    owners: networks.map((id) => ({ id, removed: true as const })),
    target: { ...state, resources: [] },
    observed: state,
  });
  await applied(right(back));
}

/** What a person who knows the tools would write: a file for each, as few as there can be, and a shell to run them. */
function byHand({ operations }: Plan): string {
  const lines = ['set -eu', 'ready() { until [ -S "/run/wireguard/$1.sock" ]; do sleep 0.001; done; }'];
  batchesOf(operations).forEach((batch, i) => {
    const { argv, stdin } = commandOf(batch);
    const words = argv.map((word) => (typeof word === 'string' ? word : join(folders.secrets, 'x.key')));
    const device = batch.pieces.findIndex(({ words }) => words.includes('wireguard'));
    if (stdin === undefined) lines.push(words.join(' '));
    else if (device < 0) lines.push(`${words.join(' ')} <${saved(`${i}`, stdin)}`);
    else {
      const [before, after] = [batch.pieces.slice(0, device), batch.pieces.slice(device + 1)];
      const attributes = 'link set dev w-x group 110 mtu 1420\n';
      const text = (pieces: typeof before) => pieces.map((piece) => `${piece.words.join(' ')}\n`).join('');
      lines.push(`ip -batch - <${saved(`${i}a`, text(before))}`);
      lines.push('wireguard-go -f w-x >/dev/null 2>&1 & ready w-x');
      lines.push(`ip -batch - <${saved(`${i}b`, attributes + text(after))}`);
    }
  });
  return saved('by-hand.sh', lines.join('\n'));
}

function saved(name: string, text: string): string {
  mkdirSync(folders.state, { recursive: true });
  const file = join(folders.state, name);
  writeFileSync(file, text);
  return file;
}

function script(file: string): void {
  const { status, stderr } = spawnSync('sh', [file], {
    encoding: 'utf8',
    env: { ...process.env, SECRETS: folders.secrets },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0) throw new Error(`exit ${status}\n${stderr}`);
}

async function newResource(): Promise<void> {
  const documents = hub(251);
  giveKey('x', keyFor('x/n0'));
  const hands = { keyOf: () => keyFor('x/n0'), state: folders.state };
  const operationsOf = async (operations: readonly Operation[]) => {
    if ((await carryOut(operations, hands, () => {})) !== undefined) throw new Error('an operation failed');
  };
  for (let round = 0; round < rounds; round++) {
    const plan = await planned([documents], node);
    const hand = byHand(plan);
    const one = saved('one.sh', shell(plan));
    await timed('250 peers: operations by hand-written batches', async () => script(hand));
    await cleared(['x']);
    await timed('250 peers: operations', () => operationsOf(plan.operations));
    await cleared(['x']);
    await timed('250 peers: apply, with its observations', () => applied(plan));
    await cleared(['x']);
    await timed('250 peers: one process an operation', async () => script(one));
    await cleared(['x']);
  }
}

async function onePeer(): Promise<void> {
  const before = hub(1001);
  giveKey('x', keyFor('x/n0'));
  await applied(await planned([before], node));
  const peers = (documents: Documents) => planned([documents], node).then(applied);
  const without = hub(1000);
  for (let round = 0; round < rounds; round++) {
    await timed('1000 peers: no-op apply', () => peers(before));
    await timed('1000 peers: one peer changed', () => peers(without));
    await peers(before);
  }
  await cleared(['x']);
}

async function many(): Promise<void> {
  const networks = Array.from({ length: 50 }, (_, i) =>
    hub(5, { id: `x${i}`, port: 7001 + i, second: 4 * i }),
  );
  for (const [i, { network }] of networks.entries()) {
    giveKey(network.id, keyFor(`${network.id}/n0`));
    await applied(await planned(networks.slice(i, i + 1), node));
  }
  for (let round = 0; round < rounds; round++) {
    await timed('10 networks: re-applied', () => planned(networks.slice(0, 10), node).then(applied));
    await timed('50 networks: re-applied', () => planned(networks, node).then(applied));
  }
}

sh(
  'ip link add eth0 type veth peer name gateway; ip address add 198.51.100.1/24 dev eth0; ip link set eth0 up',
);
await newResource();
await onePeer();
await many();
console.log(JSON.stringify(Object.fromEntries(best)));
process.exit();
