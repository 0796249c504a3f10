import { emptyState, nodeOwner, type Plan, planTowards } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { OperatorError } from '../error.js';
import type { NodeExecutor } from '../port/executor.js';
import { notPlanned } from './not-planned.js';

/** Plans to take everything of an owner off the node. Of the node's own network it sees to it that nobody uses it. */
export function planOff(
  executor: Pick<NodeExecutor, 'observe'>,
  node: string,
  owner: string,
): TE.TaskEither<OperatorError, Plan> {
  return pipe(
    owner === nodeOwner ? executor.observe(node) : executor.observe(node, [owner]),
    TE.map((observed) =>
      planTowards({ owners: [{ id: owner, removed: true }], target: emptyState(node), observed }),
    ),
    TE.chainEitherKW(E.mapLeft((errors) => notPlanned(errors, node))),
  );
}
