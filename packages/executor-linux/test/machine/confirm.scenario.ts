import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sh } from '@networkd/lab/scenario/foreign';
import { basisOf, type NodeState, type Receipt } from '@networkd/planner';
import { type Clock, systemClock } from '../../src/clock.js';
import type { LinuxOptions } from '../../src/options.js';
import { type Documents, hub, keyFor, right } from '../networks.js';
import { applied, executor, folders, giveKey, observed, planned } from './node.js';

const node = 'n0';
const seconds = 3;
const [, module = '', role] = process.argv;
const first = hub(3);
const second = hub(4, { version: 2, port: 7002 });
const third = hub(5, { version: 3, port: 7003 });
/** It starts with an environment of its own. */
const guard = ['env', `SCRATCH=${process.env['SCRATCH']}`, process.execPath, module, 'guard'];

/** Applies the second version on condition, and then stays, as a terminal does. */
async function applier(): Promise<void> {
  await applied(await planned([second], node), { confirm: { seconds, guard } });
  console.error('applied');
  await sleep(60_000);
}

/** Starts the process that applies in a terminal of its own, and waits until it has applied. */
async function started(): Promise<{ child: ChildProcess; exited: Promise<unknown> }> {
  const child = spawn('script', ['-qec', `exec ${process.execPath} ${module} applier`, '/dev/null'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env },
  });
  const exited = once(child, 'exit');
  let said = '';
  child.stdout?.on('data', (piece: Buffer) => {
    said += piece.toString();
  });
  for (let i = 0; i < 500 && !said.includes('applied'); i++) await sleep(20);
  if (!said.includes('applied')) throw new Error(`not applied: ${said}`);
  return { child, exited };
}

const same = (a: NodeState, b: NodeState) => basisOf(a) === basisOf(b);

/** Until it is as it was, or the time is long over. */
async function isBack(before: NodeState): Promise<boolean> {
  for (let i = 0; i < (seconds + 10) * 10; i++) {
    if (same(await observed(node, ['x']), before) && !existsSync(join(folders.state, 'expired.json')))
      return true;
    await sleep(100);
  }
  return false;
}

async function main(): Promise<void> {
  sh(
    'ip link add eth0 type veth peer name gateway; ip address add 198.51.100.1/24 dev eth0; ip link set eth0 up',
  );
  giveKey('x', keyFor('x/n0'));
  await applied(await planned([first], node));
  const before = await observed(node, ['x']);
  const report: Record<string, unknown> = {};

  // The terminal goes (SIGHUP to all in it), or the process alone.
  for (const how of ['hang-up', 'kill'] as const) {
    const { child, exited } = await started();
    const took = !same(await observed(node, ['x']), before);
    if (how === 'kill') sh(`pkill -KILL -f 'scenario.mjs applie[r]' || true`);
    child.kill('SIGKILL');
    await exited;
    report[how] = took && (await isBack(before));
  }

  // Killed in the middle, before it could say how it ended.
  const half = spawn(process.execPath, [module, 'half'], { stdio: 'inherit' });
  await once(half, 'exit');
  report['half'] = !same(await observed(node, ['x']), before) && (await isBack(before));

  // Confirmed: it stays.
  await applied(await planned([second], node), { confirm: { seconds, guard } });
  const refusal = await executor().apply(await planned([first], node), () => {})();
  report['another'] = refusal._tag === 'Left' && refusal.left.message;
  right(await executor().confirm()());
  const twice = await executor().confirm()();
  report['twice'] = twice._tag === 'Left' && twice.left.message;
  await sleep((seconds + 2) * 1000);
  report['stays'] = (await planned([second], node)).operations.length === 0;

  // A machine that went down: its guard is gone, the time is over, and the next apply puts it right first.
  await applied(await planned([first], node), { confirm: { seconds: 1, guard: ['true'] } });
  const goodbye = await observed(node, ['x']);
  await sleep(1500);
  const late = await executor().apply(await planned([first], node), () => {})();
  report['late'] = late._tag === 'Left' && late.left.message;
  report['putRight'] = !same(await observed(node, ['x']), goodbye);
  await guardsThatCannot(report);
  const history = right(await executor().history()());
  report['history'] = history.map(({ kind }) => kind);
  console.log(JSON.stringify(report));
}

/** The date of a machine whose clock is hours away, while its seconds are what they are. */
function clockAway(hours: number): Clock {
  return { ...systemClock, date: () => new Date(Date.now() + hours * 3_600_000) };
}

/** Makes an apply on condition whose guard is gone; gives what was there before. */
async function abandoned(documents: Documents, clock = systemClock): Promise<NodeState> {
  const before = await observed(node, ['x']);
  await applied(await planned([documents], node), { confirm: { seconds: 1, guard: ['true'] }, clock });
  return before;
}

/** A guard of this process, and what it tells. */
function guarding(options: Partial<LinuxOptions> = {}): {
  told: string[];
  ended: Promise<Receipt | undefined>;
} {
  const told: string[] = [];
  const ended = executor(options)
    .guard((event) => told.push(event.kind === 'Retrying' ? event.message : event.kind))()
    .then(right);
  return { told, ended };
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; !condition(); i++) {
    if (i > 6000) throw new Error('it does not come');
    await sleep(10);
  }
}

/** The clock, the lock, a port that is taken, a torn snapshot: nothing has a guard give up. */
async function guardsThatCannot(report: Record<string, unknown>): Promise<void> {
  await applied(await planned([first], node));

  // The date was two hours ahead when it was applied, or behind, and is right again.
  for (const [name, hours] of [
    ['ahead', 2],
    ['behind', -2],
  ] as const) {
    const before = await abandoned(second, clockAway(hours));
    report[name] = (await guarding().ended) !== undefined && same(await observed(node, ['x']), before);
  }

  // After a reboot nobody knows how long the machine was down: the time is over, and it cannot be confirmed any more.
  const pending = join(folders.state, 'pending.json');
  const before = await observed(node, ['x']);
  await applied(await planned([second], node), { confirm: { seconds: 3600, guard: ['true'] } });
  const otherBoot = { ...systemClock, moment: () => ({ boot: 'another', seconds: 0 }) };
  const confirmation = await executor({ clock: otherBoot }).confirm()();
  report['confirmedLate'] = confirmation._tag === 'Left' && confirmation.left.message;
  report['reboot'] =
    (await guarding({ clock: otherBoot }).ended) !== undefined &&
    same(await observed(node, ['x']), before) &&
    !existsSync(pending);

  // A record that cannot be read is of the apply that asked for confirmation.
  await abandoned(second);
  writeFileSync(pending, '\0'.repeat(64));
  report['unreadable'] = (await guarding().ended) !== undefined && same(await observed(node, ['x']), before);

  // Somebody else has the port of before; the guard says so, and goes back as soon as he lets go of it.
  await abandoned(second);
  const squatter = createSocket('udp4').bind(7001);
  await once(squatter, 'listening');
  const stuck = guarding();
  await until(() => stuck.told.some((each) => each.includes('UDP port 7001')));
  squatter.close();
  report['port'] = (await stuck.ended) !== undefined && same(await observed(node, ['x']), before);

  // The state before is torn: there is no way back, until somebody says where to go instead.
  await abandoned(second);
  const { before: name = '' } = right(await executor().history()()).findLast(
    (each) => each.kind === 'Intended',
  ) as { before?: string };
  writeFileSync(join(folders.state, 'states', `${name}.json`), '{"owners":[');
  const barred = guarding();
  await until(() => barred.told.some((each) => each.includes('torn')));
  const events: string[] = [];
  right(
    await executor({ lockTimeout: 60 }).apply(await planned([third], node), ({ kind }) =>
      events.push(kind),
    )(),
  );
  report['superseded'] =
    events.includes('Superseded') &&
    (await barred.ended) === undefined &&
    (await planned([third], node)).operations.length === 0;
}

async function half(): Promise<void> {
  const plan = await planned([second], node);
  await executor({ confirm: { seconds, guard } }).apply(plan, (event) => {
    if (event.kind === 'Done') process.kill(process.pid, 'SIGKILL');
  })();
}

if (role === 'guard') right(await executor().guard(() => {})());
else if (role === 'applier') await applier();
else if (role === 'half') await half();
else await main();
process.exit();
