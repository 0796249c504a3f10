import {
  basisOf,
  changedNics,
  checkTerritory,
  type ExecutionEvent,
  explain,
  type NodeState,
  nodeOwner,
  type Plan,
  present,
  type Receipt,
  type Rollback,
  stateAfter,
} from '@networkd/planner';
import type { Run } from '../command/run.js';
import { Refusal, refused, sentenceOf } from '../error.js';
import { append, ending } from '../memory/journal.js';
import type { Intent } from '../memory/journal-entry.js';
import { keyOf } from '../memory/key-store.js';
import { settle } from '../memory/memories.js';
import { disarm, forgetExpired, pendingIn } from '../memory/pending.js';
import { expected } from '../memory/recall.js';
import type { Snapshot } from '../memory/snapshot.js';
import { tidy } from '../memory/tidy.js';
import { lacks, optionalTypes } from '../node/kernel-lacks.js';
import { clockOf, type LinuxOptions, type Locked, runOf } from '../options.js';
import type { Transport } from './carry-out.js';
import { type Flaw, flawOf } from './flaw.js';
import { goBack, isComplete } from './go-back.js';
import { look, lookFor } from './look.js';
import { prepare } from './prepare.js';
import { settleIdle, settleInterrupted } from './settle.js';
import { stale } from './stale.js';

/** The plan that an apply takes back, by its hash. */
export interface ApplyOptions {
  readonly undoes?: string;
}

/**
 * Carries a plan out on this node, or leaves it as it was: observes, refuses a stale basis, writes down what it is
 * about to do, does it, and observes again.
 */
export async function apply(
  plan: Plan,
  options: Locked,
  tell: (event: ExecutionEvent) => void,
  { undoes }: ApplyOptions = {},
): Promise<Receipt> {
  const before = await lookFor(plan, options);
  refuseStale(plan, before.state, options.state);
  const { hash, node, operations } = plan;
  const receipt = { plan: hash, node, operations: operations.length, applied: operations.length > 0 };
  await settleInterrupted(options, tell);
  if (operations.length === 0 && undoes === undefined) {
    // Nothing is left of a network that a reboot took, or a process that was killed when it had taken it off, but memories.
    settle({ folder: options.state, owners: plan.owners, resources: before.state.resources });
    settleIdle(plan, before.state, options);
    return receipt;
  }
  await refuseOutside(plan, before.state, options);
  const transport = transportOf(options, undoes !== undefined);
  checkKeys(plan, transport);
  await checkKernel(plan, runOf(options));
  const { intent, snapshot } = prepare(plan, before, options, tell, undoes);
  tell({ kind: 'Started', plan: hash, operations: operations.length });
  const flaw = await flawOf(plan, before.state, { options, transport, tell });
  if (flaw !== undefined) {
    const rollback = await goBack(snapshot, () => lookFor(plan, options), transportOf(options, true), tell);
    throw failed(intent, snapshot, rollback, flaw, options);
  }
  record(intent, stateAfter(plan, before.state), options);
  tell({ kind: 'Finished', plan: hash });
  return receipt;
}

function refuseStale(plan: Plan, state: NodeState, folder: string): void {
  if (basisOf(state) === plan.basis || basisOf(withoutFreeNics(state)) === plan.basis) return;
  const message = `node ${plan.node} is no longer in the state that the plan was computed from: plan again`;
  const ids = plan.owners.map(({ id }) => id);
  const differences = stale(plan, state, expected(folder, ids)?.state);
  throw new Refusal({ kind: 'stale-basis', message, differences });
}

/**
 * Returns the state without NICs of which nobody has made anything. A plan made without a look at those has missed
 * nothing.
 */
function withoutFreeNics(state: NodeState): NodeState {
  return { ...state, resources: state.resources.filter(({ kind }) => kind !== 'FreeNic') };
}

/**
 * Refuses a plan that reaches what is not its networks', no matter who sealed it. Other networks may use what is to go.
 */
async function refuseOutside(plan: Plan, own: NodeState, options: LinuxOptions): Promise<void> {
  const takesShared = plan.changes.some(
    (change) => change.kind === 'Delete' && change.before.owner === nodeOwner,
  );
  const nics = changedNics(plan.changes);
  const state = takesShared ? (await look(options, plan.node, undefined, nics)).state : own;
  const errors = checkTerritory(plan, state);
  if (errors !== undefined) throw refused(`${errors.map(explain).join('; ')}; nothing was done`);
}

function transportOf(options: Locked, wayBack: boolean): Transport {
  const { secrets, state } = options;
  return {
    clock: clockOf(options),
    lock: options.lock,
    ...present({ run: options.run }),
    keyOf: (operation) => keyOf({ secrets, state, wayBack }, operation),
    state,
  };
}

/** Checks that every key is there and is the right one, before anything is touched. */
function checkKeys({ operations }: Plan, { keyOf }: Transport): void {
  for (const operation of operations) {
    if (operation.kind === 'WireGuardSetDevice' && operation.secret !== undefined) keyOf(operation);
  }
}

/** Checks that the kernel can make every type of link that is to be made, before anything is touched. */
async function checkKernel({ operations }: Plan, run: Run): Promise<void> {
  const types = new Set(operations.flatMap((each) => (each.kind === 'LinkAdd' ? [each.type] : [])));
  for (const type of optionalTypes) {
    const lacking = types.has(type) ? await lacks(run, type) : undefined;
    if (lacking !== undefined) throw refused(`${lacking}; nothing was done`);
  }
}

/** Writes down that all went well, and forgets what no way back needs any more. */
function record(intent: Intent, { resources }: NodeState, options: LinuxOptions): void {
  const { state } = options;
  try {
    settle({ folder: state, owners: intent.owners, resources });
    append(state, ending('Applied', intent, clockOf(options)));
    if (intent.undoes !== undefined && intent.undoes === pendingIn(state)?.plan) disarm(state);
    // Whoever applies says where the node is to be: what was to be taken back is not, any more.
    forgetExpired(state);
  } catch (error) {
    const message = `the plan was carried out, but that could not be written down: ${sentenceOf(error)}`;
    throw new Refusal({ kind: 'not-recorded', message });
  }
  try {
    tidy(state);
  } catch {} // The next apply does it.
}

/** Writes down how it ended. Returns the refusal that says it. */
function failed(
  intent: Intent,
  snapshot: Snapshot,
  rollback: Rollback,
  { failure, differences, why }: Flaw,
  options: LinuxOptions,
): Refusal {
  const what =
    failure !== undefined
      ? 'an operation failed'
      : why === undefined
        ? 'the node did not take on the state planned'
        : `it could not be carried out, or nobody can see what came of it (${why})`;
  const how = isComplete(rollback)
    ? 'and the node is as it was before'
    : 'and the way back failed too: apply again, that mends it from any state';
  const said = `${what}, ${how}`;
  const unwritten = recordFailed(intent, snapshot, rollback, said, options);
  const message = unwritten === undefined ? said : `${said}; that could not be written down: ${unwritten}`;
  return new Refusal({
    kind: failure === undefined ? 'not-verified' : 'operation-failed',
    message,
    rollback,
    ...present({ failure, differences }),
  });
}

/** Writes down how it ended. Returns why it could not, where it could not: the next apply sees how it ended. */
function recordFailed(
  intent: Intent,
  snapshot: Snapshot,
  rollback: Rollback,
  message: string,
  options: LinuxOptions,
): string | undefined {
  const { state } = options;
  try {
    if (isComplete(rollback)) {
      settle({ folder: state, owners: snapshot.owners, resources: snapshot.state.resources });
      if (pendingIn(state)?.plan === intent.plan) disarm(state);
    }
    append(state, ending(isComplete(rollback) ? 'RolledBack' : 'Failed', intent, clockOf(options), message));
    return undefined;
  } catch (error) {
    return sentenceOf(error);
  }
}
