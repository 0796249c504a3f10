import * as E from 'fp-ts/lib/Either.js';

/** The value of a Right; a Left fails the test with what is in it. */
export function right<L, A>(either: E.Either<L, A>): A {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left, undefined, 1));
  return either.right;
}
