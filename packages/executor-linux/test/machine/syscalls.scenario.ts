import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diff } from '@networkd/planner';
import { differences } from '../../../../test/outside/differences.js';
import { recordedHere } from '../../../../test/outside/observe.js';
import { type Clock, systemClock } from '../../src/clock.js';
import { hub, keyFor, right } from '../networks.js';
import { sh } from './foreign.js';
import { applied, executor, folders, giveKey, observed, planned, plannedBack } from './node.js';

const node = 'n0';
const [, module = '', role = '', most = ''] = process.argv;
const first = hub(3);
const second = hub(4, { version: 2, port: 7002 });
const patient = { lockTimeout: 60 };
const nothing = { schema: 'observed/1', node, resources: [] } as const;

/** For which every deadline is over. */
const late: Clock = { ...systemClock, moment: () => ({ boot: 'another', seconds: 0 }) };

/** What is done, from where; done again it mends what it was killed in. */
interface Stage {
  readonly start: () => Promise<void>;
  readonly act: () => Promise<void>;
}

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
  if (last?.networks[0]?.version !== second.network.version) return;
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

const calls = 'write,writev,pwrite64,rename,renameat2,link,linkat,unlink,unlinkat,mkdir,ftruncate,fsync';

/** Does what the stage does in a process that is traced; gives the calls that it made, and how it ended. */
async function traced(stage: string, inject: readonly string[]): Promise<{ calls: string[]; end: unknown }> {
  const trace = join(folders.state, '../trace');
  const argv = ['-qq', '-o', trace, '-e', `trace=${calls}`, ...inject, process.execPath, module, stage];
  const child = spawn('strace', argv, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [status, signal] = await once(child, 'exit');
  return { calls: readFileSync(trace, 'utf8').trim().split('\n'), end: signal ?? status };
}

/** The calls to be killed at, evenly over those from the lock on. */
function places(made: readonly string[]): readonly number[] {
  const start = made.findIndex((line) => line.includes('/run/networkd') || line.includes('ftruncate'));
  const count = Math.min(made.length - start, Number(most));
  return Array.from({ length: count }, (_, i) => 1 + start + Math.floor((i * (made.length - start)) / count));
}

/** What is another each time that a link is made: its MAC address, what follows from that, and what its process says. */
const drawn = /fe80:|(?:[0-9a-f]{2}:){5}[0-9a-f]{2}|stable_secret|w-x\.log/;

async function problemsAfter(reference: ReturnType<typeof recordedHere>): Promise<readonly string[]> {
  const expected = right(await executor().expected()());
  const found = await observed(node, ['x']);
  const left = [folders.state, `${folders.state}/states`, `${folders.state}/keys`, '/run/networkd']
    .flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []))
    .filter((name) => /\.[0-9a-f]{12}$|^(pending|expired|confirmed)\.json$/.test(name));
  const ends = right(await executor().history()()).at(-1)?.kind;
  return [
    ...diff(expected?.state.resources ?? [], found.resources).map(
      (each) => `verify: ${JSON.stringify(each)}`,
    ),
    ...left.map((name) => `left: ${name}`),
    ...(ends === 'Intended' ? ['an intent without an end'] : []),
    ...differences(reference, recordedHere())
      .filter(({ section }) => section !== 'numbers')
      .map((each) => `outside: ${JSON.stringify(each)}`)
      .filter((each) => !drawn.test(each)),
  ];
}

async function main(): Promise<void> {
  sh(
    'ip link add eth0 type veth peer name gateway; ip address add 198.51.100.1/24 dev eth0; ip link set eth0 up',
  );
  giveKey('x', keyFor('x/n0'));
  const report: Record<string, { kills: number; problems: string[] }> = {};
  for (const [title, { start, act }] of Object.entries(stages)) {
    const problems: string[] = [];
    await start();
    const whole = await traced(title, []);
    if (whole.end !== 0) throw new Error(`${title}: ${whole.end}`);
    const reference = recordedHere();
    problems.push(...(await problemsAfter(reference)).map((each) => `${title}, not killed: ${each}`));
    let kills = 0;
    for (const place of places(whole.calls)) {
      await start();
      const killed = await traced(title, ['-e', `inject=${calls}:signal=KILL:when=${place}`]);
      if (killed.end === 'SIGKILL') kills++;
      await act();
      const at = `${title}, killed at call ${place} (${killed.calls.at(-1)?.slice(0, 80)})`;
      problems.push(...(await problemsAfter(reference)).map((each) => `${at}: ${each}`));
    }
    report[title] = { kills, problems };
  }
  console.log(JSON.stringify(report));
}

const stage = stages[role];
await (stage === undefined ? main() : stage.act());
process.exit();
