import { diff, type ExecutionEvent, knownNics, type NodeState, type Plan } from '@networkd/planner';
import { Refusal } from '../error.js';
import { append, ending, lastOf, read, unfinished } from '../memory/journal.js';
import type { Ending, Intent } from '../memory/journal-entry.js';
import { forgetExpired } from '../memory/pending.js';
import { expected } from '../memory/recall.js';
import { keep, recall } from '../memory/snapshot.js';
import { clockOf, type Locked } from '../options.js';
import { sweep } from '../sweep.js';
import { recordConfirmed } from './confirm.js';
import { look } from './look.js';
import { refuseOther } from './prepare.js';

/**
 * Writes down what somebody who was killed could not write: that he confirmed, and how his apply ended, as far as the
 * node shows it. Removes what he had begun to write.
 */
export async function settleInterrupted(
  options: Locked,
  tell: (event: ExecutionEvent) => void,
): Promise<void> {
  const { state } = options;
  sweep(options);
  recordConfirmed(options);
  const intent = unfinished(read(state));
  if (intent === undefined) return;
  append(state, ending(await endOf(intent, options), intent, clockOf(options)));
  tell({ kind: 'Interrupted', plan: intent.plan });
}

/** Returns how an apply ended that did not say so: the node is as it was to be, or as it was before, or neither. */
async function endOf(intent: Intent, options: Locked): Promise<Ending['kind']> {
  if (await isAt(intent.after, intent, options)) return 'Applied';
  return (await isAt(intent.before, intent, options)) ? 'RolledBack' : 'Interrupted';
}

async function isAt(snapshot: string, { node, owners }: Intent, options: Locked): Promise<boolean> {
  const known = unlessGone(() => recall(options.state, snapshot));
  if (known === undefined) return false;
  const ids = owners.map(({ id }) => id);
  const { state } = await look(options, node, ids, knownNics(known.state));
  return diff(known.state.resources, state.resources).length === 0;
}

/**
 * Writes down what is there where there is nothing to do and the record says something else. So an apply that was
 * mended by hand, or of which the record is lost, is known again.
 */
export function settleIdle(
  { hash, node, owners }: Plan,
  { foreign: _, ...state }: NodeState,
  options: Locked,
): void {
  const { state: folder } = options;
  forgetExpired(folder);
  const ids = owners.map(({ id }) => id);
  const known = unlessGone(() => expected(folder, ids));
  if (diff(known?.state.resources ?? [], state.resources).length === 0) return;
  const entries = read(folder);
  refuseOther(folder, node, entries.at(-1)?.node);
  const before = keep(folder, { owners: lastOf(entries, owners), state });
  const clock = clockOf(options);
  const intent: Intent = {
    kind: 'Intended',
    time: clock.date().toISOString(),
    plan: hash,
    node,
    owners,
    operations: 0,
    before,
    after: keep(folder, { owners, state }),
    keys: [],
  };
  append(folder, intent);
  append(folder, ending('Applied', intent, clock));
}

/** Returns the snapshot. Returns nothing where it is gone or torn: then it is not known what it held. */
function unlessGone<A>(recall: () => A): A | undefined {
  try {
    return recall();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
