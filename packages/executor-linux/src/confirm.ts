import { refused } from './error.js';
import { append, ending, read, standing } from './journal.js';
import { expiredIn, type Pending, pendingIn, settle } from './pending.js';

/** Keeps what waits for confirmation. */
export function confirm(folder: string): Pending {
  const pending = pendingIn(folder);
  if (pending === undefined || !settle(folder)) {
    throw refused(
      expiredIn(folder) === undefined
        ? 'nothing waits for confirmation: see tn history'
        : 'too late: the apply was not confirmed in time and is being rolled back; see tn history',
    );
  }
  const intent = standing(read(folder)).findLast(({ plan }) => plan === pending.plan);
  if (intent !== undefined) append(folder, ending('Confirmed', intent));
  return pending;
}
