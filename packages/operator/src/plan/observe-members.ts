import {
  type ExecutionError,
  knownNics,
  membersOf,
  type NodeState,
  type NodeWishes,
} from '@networkd/planner';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { NodeExecutor } from '../port/executor.js';

/**
 * Observes the node, and what others have on the NICs that are to be members of its bridges: which those are may follow
 * from what is there already.
 */
export function observeMembers(
  executor: Pick<NodeExecutor, 'observe'>,
  wishes: NodeWishes,
): TE.TaskEither<ExecutionError, NodeState> {
  return pipe(
    executor.observe(wishes.node),
    TE.chain((observed) => {
      const members = membersOf({ ...wishes, observed });
      const known = knownNics(observed);
      return members.every((name) => known.includes(name))
        ? TE.right(observed)
        : executor.observe(wishes.node, undefined, members);
    }),
  );
}
