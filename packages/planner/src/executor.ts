import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Change } from './change/change.js';
import type { Operation } from './operation/operation.js';
import type { Plan } from './plan/document.js';
import type { NodeState } from './state/node-state.js';

/**
 * Why an executor could not do its work.
 *
 * - `stale-basis`: the node is no longer in the state that the plan was computed from; nothing was done.
 * - `refused`: something the work needs is missing or wrong (a key, a folder, a lock); nothing was done.
 * - `not-observed`: what is on the node could not be read; nothing was done.
 * - `not-recorded`: the plan was carried out, but that could not be written down.
 * - `operation-failed`: a command of the system refused; `rollback` says how the way back went.
 * - `not-verified`: every command succeeded, and yet the node is not in the state planned; `rollback` as above.
 */
export interface ExecutionError {
  readonly kind:
    | 'stale-basis'
    | 'refused'
    | 'not-observed'
    | 'not-recorded'
    | 'operation-failed'
    | 'not-verified';
  /** What happened and what to do about it, for people. Never a secret. */
  readonly message: string;
  readonly failure?: OperationFailure;
  /** `stale-basis`: what the plan counted on and is otherwise. `not-verified`: what is still to be done. */
  readonly differences?: readonly Change[];
  readonly rollback?: Rollback;
}

/** The operation that failed, with the command that carried it out, as it was run, and what it said. */
export interface OperationFailure {
  readonly operation: Operation;
  /** Argument vector and standard input in one text; the path of a secret's file in place of the secret. */
  readonly command: string;
  /** Exit status of the process, 128 and more where a signal ended it. */
  readonly status: number;
  readonly output: string;
}

/** The way back to the state before, and what is left to be done where it failed too. */
export interface Rollback {
  /** Absent where it could not be planned. */
  readonly plan?: Plan;
  readonly failure?: OperationFailure;
  /** Why it could not be planned or looked at. */
  readonly why?: string;
  /** Empty: all is as it was before. */
  readonly left: readonly Change[];
}

/** What an executor says while it works, one at a time, in order. */
export type ExecutionEvent =
  | { readonly kind: 'Interrupted'; readonly plan: string }
  | { readonly kind: 'Started'; readonly plan: string; readonly operations: number }
  | { readonly kind: 'Armed'; readonly deadline: string }
  | { readonly kind: 'Done'; readonly operation: Operation; readonly index: number }
  | { readonly kind: 'Failed'; readonly failure: OperationFailure }
  | { readonly kind: 'RollingBack'; readonly plan: string; readonly operations: number }
  | { readonly kind: 'Finished'; readonly plan: string }
  /** What was not confirmed in time cannot be taken back yet; it is tried again. */
  | { readonly kind: 'Retrying'; readonly message: string; readonly seconds: number }
  /** What was not confirmed in time cannot be taken back; the apply that comes now goes before it. */
  | { readonly kind: 'Superseded'; readonly message: string };

/** What an executor did: the hash of the plan, and how many of its operations were carried out. */
export interface Receipt {
  readonly plan: string;
  readonly node: string;
  readonly operations: number;
  /** Was the node touched? A dry run never does. */
  readonly applied: boolean;
}

/**
 * The port that executors implement. `observe` reads what is on the node of the owners named; `apply` carries a
 * plan out, refusing one whose basis is no longer what is on the node.
 */
export interface Executor {
  /**
   * Reads what is on the node of the owners with these ids, or of all owners that are ours where no ids are given.
   * Of `nics`, which are to be members of ours, it also reads what others have on them. Errors: `not-observed`.
   */
  readonly observe: (
    node: string,
    owners?: readonly string[],
    nics?: readonly string[],
  ) => TaskEither<ExecutionError, NodeState>;
  /** Carries the plan out and tells what it does. */
  readonly apply: (
    plan: Plan,
    events: (event: ExecutionEvent) => void,
  ) => TaskEither<ExecutionError, Receipt>;
}
