/** On a machine of its own: a node that a thousand networks are put on, the last of them by itself, until all are taken off again. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sh } from '@networkd/lab/scenario/foreign';
import { type Plan, parseNodeConfig, parseNodeId, planNode } from '@networkd/planner';
import { applied, executor, folders, giveKey } from '../packages/executor-linux/test/machine/node.js';
import { hub, hubJson, keyFor, right } from '../packages/executor-linux/test/networks.js';
import {
  node,
  planOff,
  planOnto,
  plugIn,
} from '../packages/executor-linux/test/node/networks/own-network.js';

/** What one thing took, on a node with so many networks. */
interface Step {
  readonly what: string;
  readonly seconds: number;
  /** Of the process that did it, at most; MiB. */
  readonly memory: number;
  readonly said: string;
}

export interface Report {
  readonly steps: readonly Step[];
  /** Of the processes of all devices, without what they share; MiB. */
  readonly devices: number;
  readonly left: readonly string[];
}

const [, , tn = '', count = ''] = process.argv;
const networks = Array.from({ length: Number(count) }, (_, i) => hub(2, { id: `x${i}`, port: 7001 + i }));
for (const { network } of networks) giveKey(network.id, keyFor(`${network.id}/${node}`));
const steps: Step[] = [];

async function timed(what: string, work: () => Promise<Omit<Step, 'what' | 'seconds'>>): Promise<void> {
  const start = performance.now();
  const done = await work();
  steps.push({ what, seconds: (performance.now() - start) / 1000, ...done });
  console.error(JSON.stringify(steps.at(-1)));
}

const mebibytesIn = (status: string, field: string) =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;

/** Runs `tn` as an operator does. */
async function operated(words: readonly string[]): Promise<Omit<Step, 'what' | 'seconds'>> {
  const child = spawn(process.execPath, [tn, ...words, '--state', folders.state], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let memory = 0;
  const watch = setInterval(() => {
    try {
      memory = Math.max(memory, mebibytesIn(readFileSync(`/proc/${child.pid}/status`, 'utf8'), 'VmHWM'));
    } catch {
      // It has just ended.
    }
  }, 20);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
  }
  const [status] = await once(child, 'close');
  clearInterval(watch);
  return { memory, said: `status ${status}: ${said.trim().split('\n').slice(-3).join(' | ')}` };
}

async function carriedOut(plan: Plan): Promise<Omit<Step, 'what' | 'seconds'>> {
  await applied(plan);
  const memory = mebibytesIn(readFileSync('/proc/self/status', 'utf8'), 'VmHWM');
  return { memory, said: `${plan.operations.length} operations` };
}

plugIn();
sh('ip -n lan address add 198.51.100.254/24 dev gateway');
const config = right(
  parseNodeConfig({
    schema: 'node-config/1',
    uplink: { interface: 'eth0', addresses: ['198.51.100.1/24'], gateways: ['198.51.100.254'] },
    egress: { addresses: ['198.51.100.2/24'], gateways: ['198.51.100.254'] },
  }),
);
const facts = right(await executor().survey(right(parseNodeId(node)))());
const nic = facts.nics.find(({ name }) => name === 'eth0');
if (nic === undefined) throw new Error('no eth0');
await applied(right(planNode({ node, config, uplink: { nics: [nic] }, facts })));

const [first, last] = [networks.slice(0, -1), networks.at(-1)];
if (last === undefined) throw new Error('no networks');
await timed(`apply of ${first.length} at once`, async () => carriedOut(right(await planOnto(first))));
const options = Object.entries(hubJson(2, { id: last.network.id, port: 7000 + networks.length })).flatMap(
  ([name, document]) => {
    const file = join(folders.state, `../${name}.json`);
    writeFileSync(file, JSON.stringify(document));
    return [`--${name}`, file];
  },
);
const secrets = ['--secrets', folders.secrets];
await timed('tn apply of the last', () => operated(['apply', ...options, '-n', node, ...secrets, '--yes']));
await timed('tn verify', () => operated(['verify']));
const pids = sh('pgrep -x wireguard-go').trim().split('\n');
const devices = pids
  .map((pid) => mebibytesIn(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'), 'Pss'))
  .reduce((sum, each) => sum + each, 0);
await timed('tn remove of the last', () =>
  operated(['remove', last.network.id, '-n', node, ...secrets, '--yes']),
);
const names = first.map(({ network }) => network.id);
await timed(`removal of ${names.length} at once`, async () => carriedOut(await planOff(names)));
const left = sh('pgrep -l -x wireguard-go || true; ls /run/netns').trim().split('\n');
const report: Report = { steps, devices, left };
process.stdout.write(JSON.stringify(report), () => process.exit(0));
