import { refused } from '../error.js';
import { append, ending, read, waitingIn } from '../memory/journal.js';
import {
  confirmedIn,
  expiredIn,
  forgetConfirmed,
  type Pending,
  pendingIn,
  secondsLeft,
  settle,
} from '../memory/pending.js';
import { clockOf, type LinuxOptions } from '../options.js';

/** Keeps what waits for confirmation. */
export function confirm(options: LinuxOptions): Pending {
  const { state } = options;
  const pending = pendingIn(state);
  const isLate =
    pending === undefined ? expiredIn(state) !== undefined : secondsLeft(pending, clockOf(options)) === 0;
  if (isLate) {
    throw refused(
      'too late: the apply was not confirmed in time; tn guard rolls it back, or the next tn apply; see tn history',
    );
  }
  if (pending?.plan === undefined || !settle(state)) {
    throw refused('nothing waits for confirmation: see tn history');
  }
  recordConfirmed(options);
  const { plan, deadline } = pending;
  return { plan, deadline };
}

/** Writes into the journal what was confirmed. That may be by somebody who was killed before he could write it. */
export function recordConfirmed(options: LinuxOptions): void {
  const { state } = options;
  const confirmed = confirmedIn(state);
  if (confirmed === undefined) return;
  const intent = waitingIn(read(state), confirmed.plan);
  if (intent !== undefined) append(state, ending('Confirmed', intent, clockOf(options)));
  forgetConfirmed(state);
}
