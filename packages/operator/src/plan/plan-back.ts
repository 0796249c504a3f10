import { knownNics, type Plan, planTowards } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { OperatorError } from '../error.js';
import type { Applied, NodeExecutor } from '../port/executor.js';
import { notPlanned } from './not-planned.js';

/** Plans from what is on the node now to the state before an apply. */
export function planBack(
  executor: Pick<NodeExecutor, 'observe'>,
  { node, before }: Pick<Applied, 'node' | 'before'>,
): TE.TaskEither<OperatorError, Plan> {
  return pipe(
    executor.observe(node, undefined, knownNics(before.state)),
    TE.map((observed) => planTowards({ owners: before.owners, target: before.state, observed })),
    TE.chainEitherKW(E.mapLeft((errors) => notPlanned(errors, node))),
  );
}
