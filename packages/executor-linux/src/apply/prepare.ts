import { join } from 'node:path';
import {
  type ExecutionEvent,
  type NodeState,
  type Plan,
  present,
  type ResourceOf,
  stateAfter,
} from '@networkd/planner';
import { type Clock, dateIn } from '../clock.js';
import { launch } from '../command/run.js';
import { refused } from '../error.js';
import { append, lastOf, read } from '../memory/journal.js';
import type { Intent } from '../memory/journal-entry.js';
import { keepKey } from '../memory/key-store.js';
import { rememberBefore } from '../memory/memories.js';
import { arm, disarm } from '../memory/pending.js';
import { keep, type Snapshot } from '../memory/snapshot.js';
import type { Observation } from '../observe/observation.js';
import { clockOf, type LinuxOptions } from '../options.js';

type Tell = (event: ExecutionEvent) => void;

/**
 * Writes down what is about to be done and all that it takes to go back: the state before, and the keys that only that
 * state has. Returns what it wrote.
 */
export function prepare(
  plan: Plan,
  { state, keys }: Observation,
  options: LinuxOptions,
  tell: Tell,
  undoes: string | undefined,
): { readonly intent: Intent; readonly snapshot: Snapshot } {
  const { state: folder, confirm } = options;
  const { hash, node, owners, operations } = plan;
  const entries = read(folder);
  refuseOther(folder, node, entries.at(-1)?.node);
  const snapshot: Snapshot = {
    owners: lastOf(entries, owners),
    state: owned(state),
  };
  const after = stateAfter(plan, state);
  rememberBefore({ folder, plan, before: state, after });
  const leaving = devicesOf(state).filter((device) => !hasKey(after, device));
  for (const { owner: network, publicKey } of leaving) {
    const key = keys.get(publicKey);
    if (key !== undefined) keepKey(folder, network, key);
  }
  const clock = clockOf(options);
  const deadline = confirm === undefined ? undefined : dateIn(clock, confirm.seconds);
  const intent: Intent = {
    kind: 'Intended',
    time: clock.date().toISOString(),
    plan: hash,
    node,
    owners,
    operations: operations.length,
    before: keep(folder, snapshot),
    after: keep(folder, { owners, state: after }),
    keys: leaving.map(({ publicKey }) => publicKey),
    ...present({ undoes, deadline }),
  };
  if (confirm === undefined || deadline === undefined) append(folder, intent);
  else appendArmed(folder, intent, deadline, { ...confirm, clock }, tell);
  return { intent, snapshot };
}

/** Refuses a plan for another node. It would take this one's place in the mesh. */
export function refuseOther(folder: string, node: string, known = node): void {
  if (node === known) return;
  throw refused(
    `this is node ${known}, as ${folder} remembers it, and the plan is for ${node}: run it there, or give another --state if this node was renamed`,
  );
}

function devicesOf({ resources }: NodeState): readonly ResourceOf<'WireGuardDevice'>[] {
  return resources.flatMap((each) => (each.kind === 'WireGuardDevice' ? each : []));
}

/** Says whether the network keeps that key. Another network with the same key keeps nothing for it. */
function hasKey(state: NodeState, { owner: network, publicKey }: ResourceOf<'WireGuardDevice'>): boolean {
  return devicesOf(state).some((each) => each.owner === network && each.publicKey === publicKey);
}

/** Returns the state without what is foreign: that is no state to go back to. */
function owned({ foreign: _, ...state }: NodeState): NodeState {
  return state;
}

/** How long there is to confirm by which clock, and what waits for that. */
interface Condition extends NonNullable<LinuxOptions['confirm']> {
  readonly clock: Clock;
}

/** Starts the guard and writes down the intent. From now on the node goes back by itself, even if we are killed. */
function appendArmed(
  folder: string,
  intent: Intent,
  deadline: string,
  { seconds, guard, clock }: Condition,
  tell: Tell,
): void {
  const now = clock.moment();
  arm(folder, { plan: intent.plan, deadline, until: { ...now, seconds: now.seconds + seconds } });
  try {
    if (launch(guard, join(folder, 'guard.log')) === undefined) {
      throw refused(
        `${guard[0] ?? 'the guard'} cannot be started, so nothing would roll back; nothing was done`,
      );
    }
    append(folder, intent);
  } catch (error) {
    disarm(folder);
    throw error;
  }
  tell({ kind: 'Armed', deadline });
}
