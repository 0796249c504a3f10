/** On a machine of its own: applies, roll-backs and what comes after them, killed as they are about to write. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sh } from '@networkd/lab/scenario/foreign';
import { type Clock, systemClock } from '../../src/clock.js';
import { hub, keyFor, right } from '../networks.js';
import { killedAt, type Stage } from './killed.js';
import { applied, executor, folders, giveKey, planned, plannedBack } from './node.js';

const node = 'n0';
const [, module = '', role = '', most = ''] = process.argv;
const first = hub(3);
const second = hub(4, { version: 2, port: 7002 });
const patient = { lockTimeout: 60 };
const nothing = { schema: 'observed/2', node, resources: [] } as const;

/** For which every deadline is over. */
const late: Clock = { ...systemClock, moment: () => ({ boot: 'another', seconds: 0 }) };

const to = async (documents: typeof first) => void (await applied(await planned([documents], node), patient));
const toNothing = async () => void (await applied(await plannedBack(nothing, ['x']), patient));

async function onCondition(): Promise<void> {
  await to(first);
  const confirm = { seconds: 3600, guard: ['true'] };
  await applied(await planned([second], node), { ...patient, confirm });
}

/** Takes the second version back, unless that is done. */
async function rollBack(): Promise<void> {
  const last = right(await executor().lastApplied()());
  if (last?.owners[0]?.version !== second.network.version) return;
  const plan = await plannedBack(last.before.state, ['x']);
  right(await executor(patient).apply(plan, () => {}, { undoes: last.plan })());
}

/** Confirms, and has the next apply come: where one was killed in between, that says so. */
async function confirm(): Promise<void> {
  if (existsSync(join(folders.state, 'pending.json'))) right(await executor().confirm()());
  await to(second);
}

const stages: Readonly<Record<string, Stage>> = {
  create: { start: toNothing, act: () => to(first) },
  update: { start: () => to(first), act: () => to(second) },
  delete: { start: () => to(first), act: toNothing },
  rollback: {
    start: async () => {
      await to(first);
      await to(second);
    },
    act: rollBack,
  },
  guard: {
    start: onCondition,
    act: async () => void right(await executor({ ...patient, clock: late }).guard(() => {})()),
  },
  confirm: { start: onCondition, act: confirm },
};

/** Evenly over the calls. */
function placesOf(calls: number): readonly number[] {
  const count = Math.min(calls, Number(most));
  return Array.from({ length: count }, (_, i) => Math.floor((i * calls) / count));
}

/** What the process of a device says is another each time. */
const drawn = /w-x\.log/;

async function main(): Promise<void> {
  sh(
    'ip link add eth0 type veth peer name gateway; ip address add 198.51.100.1/24 dev eth0; ip link set eth0 up',
  );
  giveKey('x', keyFor('x/n0'));
  const report = await killedAt({ node, owners: ['x'], stages, module, placesOf, drawn });
  console.log(JSON.stringify(report));
}

const stage = stages[role];
await (stage === undefined ? main() : stage.act());
process.exit();
