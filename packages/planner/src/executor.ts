import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Operation } from './operation/operation.js';
import type { Plan } from './plan/document.js';
import type { NodeState } from './state/node-state.js';

/** Why an executor could not do its work. `command` and `output` where a command of the system refused. */
export interface ExecutionError {
  readonly kind: 'stale-basis' | 'operation-failed' | 'not-observed';
  readonly message: string;
  readonly operation?: Operation;
  readonly command?: string;
  readonly output?: string;
}

/** What an executor says while it works, one at a time, in order. */
export type ExecutionEvent =
  | { readonly kind: 'Started'; readonly plan: string; readonly operations: number }
  | { readonly kind: 'Done'; readonly operation: Operation; readonly index: number }
  | { readonly kind: 'Finished'; readonly plan: string };

/** What an executor did: the hash of the plan, and how many of its operations were carried out. */
export interface Receipt {
  readonly plan: string;
  readonly node: string;
  readonly operations: number;
  /** Was the node touched? A dry run never does. */
  readonly applied: boolean;
}

/**
 * The port that executors implement. `observe` reads what is on the node of the networks named; `apply` carries a
 * plan out, refusing one whose basis is no longer what is on the node.
 */
export interface Executor {
  /** What is on the node of the networks with these ids. Errors: `not-observed`. */
  readonly observe: (node: string, networks: readonly string[]) => TaskEither<ExecutionError, NodeState>;
  /** Carries the plan out, telling what it does. Errors: `stale-basis`, `operation-failed`. */
  readonly apply: (
    plan: Plan,
    events: (event: ExecutionEvent) => void,
  ) => TaskEither<ExecutionError, Receipt>;
}
