import type { ExecutionError } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { executionFailure } from './execution-failure.js';

/** What the executor's work comes to, or a failure that says all a person needs. */
export async function perform<A>(work: TaskEither<ExecutionError, A>): Promise<A> {
  const done = await work();
  if (E.isLeft(done)) throw executionFailure(done.left);
  return done.right;
}
