import { setTimeout as sleep } from 'node:timers/promises';
import type { LinuxExecutor, Reached, Unreached } from '@networkd/executor-linux';
import type { ExecutionEvent, Receipt } from '@networkd/planner';
import type { BootEvent } from './boot-event.js';
import { executionExits } from './execution-failure.js';
import { Failure, type Finding } from './failure.js';
import type { Linux } from './linux.js';
import { many } from './many.js';
import { perform } from './perform.js';
import { planBack } from './plan-back.js';

/** Which endpoints are to be reached, and within how many seconds. */
export interface InternetWishes {
  readonly endpoints: readonly string[];
  readonly wait: number;
}

/** Milliseconds that an endpoint may take: the first packet of a connection is sent again after one second and three. */
const endpointPatience = 5000;

/** Milliseconds between two tries: without an address they fail at once. */
const interval = 500;

/**
 * The first endpoint that answers, or how each failed the last time. A bridge that was just made has no address yet, so it is
 * tried until the time is over.
 */
export async function reach(
  { reachInternet }: Pick<Linux, 'reachInternet'>,
  { endpoints, wait }: InternetWishes,
): Promise<Reached | readonly Unreached[]> {
  const deadline = performance.now() + wait * 1000;
  for (;;) {
    const left = Math.max(interval, deadline - performance.now());
    const found = await reachInternet(endpoints, Math.min(endpointPatience, left));
    if (found.kind === 'Reached') return found.by;
    if (performance.now() + interval > deadline) return found.endpoints;
    await sleep(interval);
  }
}

/** What is told while the Internet is looked for and, where it is not there, while what was applied is taken back. */
interface Tell {
  readonly boot: (event: BootEvent) => void;
  readonly execution: (event: ExecutionEvent) => void;
}

/** Holds where the Internet is reached. Where it is not, what was applied is taken back, and the failure says how each endpoint failed. */
export async function proveInternet(
  linux: Pick<Linux, 'reachInternet'>,
  executor: Pick<LinuxExecutor, 'observe' | 'apply' | 'lastApplied'>,
  wishes: InternetWishes,
  { applied, node, plan }: Receipt,
  tell: Tell,
): Promise<void> {
  tell.boot({ kind: 'Waiting', seconds: wishes.wait });
  const found = await reach(linux, wishes);
  if (!isFailed(found)) return tell.boot({ kind: 'Reached', ...found });
  const finding = (notes: readonly string[]): Finding => ({
    kind: 'no-internet',
    message: `node ${node} does not reach the Internet: no endpoint answered within ${wishes.wait} s`,
    notes: [...found.map(({ endpoint, why }) => `${endpoint}: ${why}`), ...notes],
    details: { endpoints: found },
  });
  const remedy =
    'what to do: look at the gateway, or give internet.endpoints that can be reached; --retry tries for ever';
  if (!applied) throw new Failure([finding(['nothing was applied, and nothing is taken back', remedy])]);
  const rolledBack = await takeBack(executor, plan, tell.execution);
  if (typeof rolledBack === 'number') {
    const notes = [`rolled back, ${many(rolledBack, 'operation')}: the node is as it was before`, remedy];
    throw new Failure([finding(notes)], executionExits.rolledBack);
  }
  const notes = ['could not roll back: see the error below', remedy];
  throw new Failure([finding(notes), ...rolledBack.findings], executionExits.notRolledBack);
}

function isFailed(found: Reached | readonly Unreached[]): found is readonly Unreached[] {
  return !('endpoint' in found);
}

/** How many operations it took, or why it failed. */
async function takeBack(
  executor: Pick<LinuxExecutor, 'observe' | 'apply' | 'lastApplied'>,
  plan: string,
  tell: (event: ExecutionEvent) => void,
): Promise<number | Failure> {
  try {
    const last = await perform(executor.lastApplied());
    if (last?.plan !== plan) {
      const message = 'something else was applied meanwhile, so this is not taken back: see tn history';
      return new Failure([{ kind: 'refused', message }]);
    }
    const back = await planBack(last, executor);
    return (await perform(executor.apply(back, tell, { undoes: plan }))).operations;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
