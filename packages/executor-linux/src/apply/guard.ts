import { type ExecutionEvent, explain, knownNics, planTowards, type Receipt } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { refused, sentenceOf } from '../error.js';
import { disarm, expire, expiredIn, pendingIn, secondsLeft } from '../memory/pending.js';
import { waitingApply } from '../memory/recall.js';
import { clockOf, type LinuxOptions, type Locked } from '../options.js';
import { apply } from './apply.js';
import { withLock } from './lock.js';
import { look } from './look.js';

type Tell = (event: ExecutionEvent) => void;

/** Milliseconds between two looks whether it has been confirmed. */
const interval = 200;

/** Seconds to wait for another's apply before it is said that we wait. */
const patience = 60;

/** Seconds between two tries at most. */
const longest = 60;

/**
 * Waits for the deadline of what waits for confirmation, then rolls it back. Returns nothing where it was confirmed.
 * Tries until that succeeds, or until somebody else has settled it. A process that outlives the one that applied runs
 * it, and it runs at boot.
 */
export async function guard(options: LinuxOptions, tell: Tell): Promise<Receipt | undefined> {
  const clock = clockOf(options);
  let left = leftIn(options);
  for (let attempt = 0; left !== undefined; left = leftIn(options)) {
    if (left > 0) {
      await clock.sleep(Math.min(left * 1000, interval));
      continue;
    }
    try {
      return await withLock(clock, patience, (lock) => takeBackExpired({ ...options, lock }, tell));
    } catch (error) {
      const seconds = Math.min(2 ** attempt++, longest);
      tell({ kind: 'Retrying', message: sentenceOf(error), seconds });
      await clock.sleep(seconds * 1000);
    }
  }
  return undefined;
}

/** Returns the seconds until it is to be rolled back. Returns nothing where nothing waits. */
function leftIn(options: LinuxOptions): number | undefined {
  const pending = pendingIn(options.state);
  if (pending !== undefined) return secondsLeft(pending, clockOf(options));
  return expiredIn(options.state) === undefined ? undefined : 0;
}

/**
 * Refuses to apply over what waits for confirmation, unless the plan takes that back. Where the time is over and nobody
 * rolled it back (the machine went down, say), it is rolled back first. Then who applies has to look again. Where
 * the way back is barred, who applies says where the node is to go instead.
 */
export async function settleExpired(options: Locked, tell: Tell, undoes?: string): Promise<void> {
  const { state } = options;
  const pending = pendingIn(state);
  if (pending !== undefined && secondsLeft(pending, clockOf(options)) > 0) {
    if (pending.plan === undoes) return;
    throw refused(
      `an apply waits for its confirmation until ${pending.deadline}: tn confirm keeps it, tn rollback takes it back`,
    );
  }
  const waiting = pending ?? expiredIn(state);
  if (waiting === undefined || (undoes !== undefined && waiting.plan === undoes)) return;
  const receipt = await takenBack(options, tell);
  if (receipt === undefined) return;
  throw refused('an earlier apply was not confirmed in time, and has been rolled back now: plan again');
}

async function takenBack(options: Locked, tell: Tell): Promise<Receipt | undefined> {
  try {
    return await takeBackExpired(options, tell);
  } catch (error) {
    tell({ kind: 'Superseded', message: sentenceOf(error) });
    return undefined;
  }
}

/** Rolls back what was not confirmed in time. Returns nothing where there is nothing to take back. */
async function takeBackExpired(options: Locked, tell: Tell): Promise<Receipt | undefined> {
  const { state } = options;
  const pending = pendingIn(state);
  if (pending !== undefined && secondsLeft(pending, clockOf(options)) === 0) expire(state);
  const expired = expiredIn(state);
  if (expired === undefined) return undefined;
  const applied = waitingApply(state, expired.plan);
  if (applied === undefined) {
    disarm(state);
    return undefined;
  }
  const { plan, node, before, owners } = applied;
  const ids = owners.map(({ id }) => id);
  const { state: observed } = await look(options, node, ids, knownNics(before.state));
  const back = planTowards({ owners: before.owners, target: before.state, observed });
  if (E.isLeft(back)) {
    throw refused(`the state before cannot be had now: ${back.left.map(explain).join('; ')}`);
  }
  const { confirm: _, ...rest } = options;
  const receipt = await apply(back.right, rest, tell, { undoes: plan });
  disarm(state);
  return receipt;
}
