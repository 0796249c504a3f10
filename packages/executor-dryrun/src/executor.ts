import { basisOf, type Executor, emptyState, type NodeState, type Plan } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { text } from './text.js';

/** What a dry run takes for the node, and where and how it prints. */
export interface DryRunOptions {
  /** Returns what is on a node. Absent: nothing is on it. */
  readonly observed?: (node: string) => NodeState;
  /** Takes the whole printed plan at once. */
  readonly print: (text: string) => void;
  /** Returns a plan as it is printed. Absent: `text`. */
  readonly format?: (plan: Plan) => string;
}

/**
 * Returns an executor that changes nothing. `observe` gives the state it was told of; `apply` prints the plan, and its
 * receipt says that none of it was carried out. Error: `stale-basis` where the plan was computed from another state.
 */
export function dryRun({ observed = emptyState, print, format = text }: DryRunOptions): Executor {
  const observe = (node: string, owners?: readonly string[]): NodeState => {
    const state = observed(node);
    if (owners === undefined) return state;
    return { ...state, resources: state.resources.filter(({ owner }) => owners.includes(owner)) };
  };
  return {
    observe: (node, owners) => TE.fromIO(() => observe(node, owners)),
    apply: (plan, events) =>
      TE.fromIOEither(() => {
        const { node, owners, hash, operations } = plan;
        const ids = owners.map(({ id }) => id);
        if (basisOf(observe(node, ids)) !== plan.basis) {
          const message = `node ${node} is no longer in the state that the plan was computed from: plan again`;
          return E.left({ kind: 'stale-basis', message });
        }
        events({ kind: 'Started', plan: hash, operations: operations.length });
        print(format(plan));
        events({ kind: 'Finished', plan: hash });
        return E.right({ plan: hash, node, operations: 0, applied: false });
      }),
  };
}
