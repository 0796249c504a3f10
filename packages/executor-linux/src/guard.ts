import { setTimeout as sleep } from 'node:timers/promises';
import { type ExecutionEvent, nicsOf, planTowards, type Receipt } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { apply } from './apply.js';
import { refused } from './error.js';
import { withLock } from './lock.js';
import { look } from './look.js';
import type { LinuxOptions, Locked } from './options.js';
import { disarm, expire, expiredIn, type Pending, pendingIn } from './pending.js';
import { appliedBy } from './recall.js';

type Tell = (event: ExecutionEvent) => void;

/** Milliseconds between two looks whether it has been confirmed. */
const interval = 200;

/** Seconds to wait for another's apply before rolling back: none is as long. */
const longest = 3600;

/**
 * Waits for the deadline of what waits for confirmation, then rolls it back; nothing where it was confirmed. Run by
 * a process that outlives the one that applied, and at boot.
 */
export async function guard(options: LinuxOptions, tell: Tell): Promise<Receipt | undefined> {
  const { state } = options;
  for (;;) {
    const pending = pendingIn(state);
    if (pending === undefined) break;
    const left = Date.parse(pending.deadline) - Date.now();
    if (left <= 0) break;
    await sleep(Math.min(left, interval));
  }
  return withLock(longest, (lock) => rollBackExpired({ ...options, lock }, tell));
}

/**
 * Refuses to apply over what waits for confirmation, unless that is what is taken back. Where the time is over and
 * nobody rolled it back (the machine went down, say), it is rolled back first.
 */
export async function refusePending(options: Locked, tell: Tell, undoes?: string): Promise<void> {
  const { state } = options;
  const pending = pendingIn(state) ?? expiredIn(state);
  if (pending === undefined || pending.plan === undoes) return;
  if (!isOver(pending)) {
    throw refused(
      `an apply waits for its confirmation until ${pending.deadline}: tn confirm keeps it, tn rollback takes it back`,
    );
  }
  await rollBackExpired(options, tell);
  throw refused('an earlier apply was not confirmed in time, and has been rolled back now: plan again');
}

function isOver({ deadline }: Pending): boolean {
  return Date.parse(deadline) <= Date.now();
}

/** Rolls back what was not confirmed in time. */
async function rollBackExpired(options: Locked, tell: Tell): Promise<Receipt | undefined> {
  const { state } = options;
  const pending = pendingIn(state);
  if (pending !== undefined && isOver(pending)) expire(state);
  const expired = expiredIn(state);
  if (expired === undefined) return undefined;
  const applied = appliedBy(state, expired.plan);
  if (applied === undefined) {
    disarm(state);
    return undefined;
  }
  const { node, before, networks } = applied;
  const ids = networks.map(({ id }) => id);
  const { state: observed } = await look(options, node, ids, nicsOf(before.state));
  const back = planTowards({ networks: before.networks, target: before.state, observed });
  if (E.isLeft(back)) throw refused('the names or ports of the state before are taken by others now');
  const { confirm: _, ...rest } = options;
  const receipt = await apply(back.right, rest, tell, { undoes: expired.plan });
  disarm(state);
  return receipt;
}
