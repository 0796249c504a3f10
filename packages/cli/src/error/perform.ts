import type { OperatorError } from '@networkd/operator';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { Failure } from './failure.js';
import { operatorFailure, type Source } from './operator-failure.js';

/** Returns what the work of an executor or of an operator comes to, or fails with all that a person needs. */
export async function perform<A>(
  work: TE.TaskEither<OperatorError | Failure, A>,
  source: Source = { fileOf: ({ document }) => document },
): Promise<A> {
  const done = await work();
  if (E.isRight(done)) return done.right;
  throw done.left instanceof Failure ? done.left : operatorFailure(done.left, source);
}

/** Returns work of this command as an operator takes it: what ends it is a value. */
export function attempted<A>(work: () => Promise<A>): TE.TaskEither<Failure, A> {
  return TE.tryCatch(work, (error) => {
    if (error instanceof Failure) return error;
    throw error;
  });
}
