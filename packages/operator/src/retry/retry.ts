import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Clock } from '../port/clock.js';
import { backOff } from './back-off.js';

/** A try that failed. */
export interface FailedTry<Failed> {
  readonly attempt: number;
  readonly error: Failed;
  /** Seconds until the next one, in tenths. */
  readonly seconds: number;
}

/** How something is tried again. */
export interface Retrying<Failed> {
  /** Says whether nothing is tried again after this error. */
  readonly isFinal: (error: Failed) => boolean;
  /** Receives every try that failed and is followed by another. */
  readonly failed: (failed: FailedTry<Failed>) => void;
  readonly clock: Pick<Clock, 'sleep'>;
  /** Returns a random number from 0 to 1. */
  readonly random: () => number;
  /** Ends it: the error is then that of the last try. */
  readonly until?: AbortSignal;
}

/** Tries until it succeeds, for ever, with longer and longer pauses. */
export function retry<Failed, A>(
  work: TaskEither<Failed, A>,
  { isFinal, failed, clock, random, until }: Retrying<Failed>,
): TaskEither<Failed, A> {
  return async () => {
    for (let attempt = 1; ; attempt++) {
      const done = await work();
      if (E.isRight(done) || isFinal(done.left) || until?.aborted) return done;
      const seconds = Math.round(backOff(attempt, random()) * 10) / 10;
      failed({ attempt, error: done.left, seconds });
      await clock.sleep(seconds * 1000, until);
      if (until?.aborted) return done;
    }
  };
}
