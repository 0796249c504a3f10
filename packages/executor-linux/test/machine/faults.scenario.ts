import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordedHere } from '@networkd/lab/outside/observe';
import type { MachineRecord } from '@networkd/lab/outside/record';
import { changesSince, settled } from '@networkd/lab/outside/settled';
import { makeForeign } from '@networkd/lab/scenario/foreign';
import { isKept, isOf } from '@networkd/lab/scenario/kept';
import { basisOf, diff, type ExecutionEvent, type NodeState, type Plan } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { hub, keyFor } from '../networks.js';
import { dyingAfter, failingAt } from './broken-run.js';
import { applied, executor, folders, giveKey, kindsOf, observed, planned, plannedBack } from './node.js';

const node = 'n0';
/**
 * How it is broken, `fail` or `die`, how many units lie between one place and the next, and at which stages; or in the child that is
 * to die, `child` and after which unit.
 */
const [, module = '', way = '', count = '', ...rest] = process.argv;

const stride = Number(count);

/** What is first is tried by other tests as well, and each stage has more than two. */
const firstPlace = stride === 1 ? 0 : 2;

/** Is the whole machine looked at after every place? Where all is slow, it is at the end. */
const isLookedAtEverywhere = stride === 1;

/** The versions that the node goes through. The second has another key, port and peer. */
const first = hub(4, { isPublic: true });
const second = hub(5, { isPublic: true, version: 2, port: 7002, keys: 'rotated' });

/** The node has lost its public address: the device is made again, its socket in the host. */
const third = hub(5, { version: 3, port: 7002, keys: 'rotated' });

interface Stage {
  readonly title: string;
  /** The names of the keys that the network has before and after. */
  readonly keys: readonly [before: string, after: string];
  readonly target: () => Promise<Plan>;
}

const rotated = ['x/n0rotated', 'x/n0rotated'] as const;

const stages: readonly Stage[] = [
  { title: 'create', keys: ['x/n0', 'x/n0'], target: () => planned([first], node) },
  { title: 'update', keys: ['x/n0', 'x/n0rotated'], target: () => planned([second], node) },
  { title: 'rebirth', keys: rotated, target: () => planned([third], node) },
  {
    title: 'delete',
    keys: rotated,
    target: () => plannedBack({ schema: 'observed/2', node, resources: [] }, ['x']),
  },
];

/** Brings the node back to the state before a stage, with the key that it had there. */
async function back({ keys: [old, fresh] }: Stage, before: NodeState): Promise<void> {
  giveKey('x', keyFor(old));
  await applied(await plannedBack(before, ['x']));
  giveKey('x', keyFor(fresh));
}

/** In the child that is to die: carries the saved plan out up to a unit. */
async function die(): Promise<void> {
  const plan: Plan = JSON.parse(readFileSync(join(folders.state, '../plan.json'), 'utf8'));
  const { run, isBeyond } = dyingAfter(Number(count));
  const result = await executor({ run }).apply(plan, () => {})();
  if (E.isLeft(result)) throw new Error(result.left.message);
  if (isBeyond()) process.exit(beyond);
}

/** The exit status of a child that was to die after more units than there are. */
const beyond = 7;

/** What has changed on the machine, of which `before` is the state of the node. What is ours was made again, with new numbers. */
function changesFrom(record: MachineRecord, { resources }: NodeState): Promise<readonly string[]> {
  const isOurs = isOf(['x']);
  return changesSince(record, recordedHere, {
    except: (each) => isKept(each) || (resources.length > 0 && isOurs(each)),
  });
}

async function failEvery(
  stage: Stage,
  before: NodeState,
  record: MachineRecord | undefined,
  problems: string[],
): Promise<number> {
  for (let k = firstPlace; ; k += stride) {
    const plan = await stage.target();
    const broken = failingAt(k);
    const events: ExecutionEvent[] = [];
    const result = await executor({ run: broken.run }).apply(plan, (event) => {
      events.push(event);
      if (event.kind === 'Failed') broken.mend();
    })();
    if (!broken.reached()) {
      if (E.isLeft(result)) problems.push(`${k}: unbroken, and yet: ${result.left.message}`);
      return k;
    }
    const say = (problem: string) => problems.push(`unit ${k}: ${problem}`);
    if (E.isRight(result)) say('it should have failed');
    else {
      const { kind, failure, rollback } = result.left;
      if (kind !== 'operation-failed') say(`${kind}: ${result.left.message}`);
      if (failure === undefined || failure.command === '' || failure.status === 0)
        say('no word of the failure');
      if (rollback === undefined || rollback.left.length > 0) say(`left: ${JSON.stringify(rollback?.left)}`);
      if (!kindsOf(events).includes('Failed')) say('the failure was not told');
    }
    const after = await observed(node, ['x']);
    if (basisOf(after) !== basisOf(before))
      say(
        `not as before: ${JSON.stringify([diff(before.resources, after.resources), diff(after.resources, before.resources)])}`,
      );
    for (const line of record === undefined ? [] : await changesFrom(record, before)) say(line);
  }
}

async function dieEverywhere(
  stage: Stage,
  before: NodeState,
  record: MachineRecord | undefined,
  problems: string[],
): Promise<number> {
  for (let k = firstPlace; ; k += stride) {
    writeFileSync(join(folders.state, '../plan.json'), JSON.stringify(await stage.target()));
    const child = spawn(process.execPath, [module, 'child', String(k)], { stdio: 'inherit' });
    const [status] = await once(child, 'exit');
    const say = (problem: string) => problems.push(`killed after unit ${k}: ${problem}`);
    if (status !== null && status !== 0 && status !== beyond) say(`exit ${status}`);
    const events: ExecutionEvent[] = [];
    const again = await executor().apply(await stage.target(), (event) => events.push(event))();
    if (E.isLeft(again)) say(`not mended: ${JSON.stringify(again.left).slice(0, 1500)}`);
    if ((await stage.target()).operations.length > 0) say('not converged');
    if (
      status === null &&
      again._tag === 'Right' &&
      again.right.operations > 0 &&
      !kindsOf(events).includes('Interrupted')
    ) {
      say('nobody noticed');
    }
    if (status === beyond) return k;
    await back(stage, before);
    const after = await observed(node, ['x']);
    if (basisOf(after) !== basisOf(before)) say('no way back');
    for (const line of record === undefined ? [] : await changesFrom(record, before)) say(line);
  }
}

async function main(): Promise<void> {
  makeForeign();
  const furnished = await settled(recordedHere);
  const report: Record<string, { units: number; problems: string[] }> = {};
  for (const stage of stages) {
    giveKey('x', keyFor(stage.keys[1]));
    if (!rest.includes(stage.title)) {
      await applied(await stage.target());
      continue;
    }
    const problems: string[] = [];
    const before = await observed(node, ['x']);
    const record = isLookedAtEverywhere ? await settled(recordedHere) : undefined;
    const breakEvery = way === 'fail' ? failEvery : dieEverywhere;
    report[stage.title] = { units: await breakEvery(stage, before, record, problems), problems };
  }
  const left = await changesSince(furnished, recordedHere, { except: isKept });
  console.log(JSON.stringify({ report, left }));
}

await (way === 'child' ? die() : main());
process.exit();
