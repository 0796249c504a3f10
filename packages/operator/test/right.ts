import * as E from 'fp-ts/lib/Either.js';

export function right<A>(either: E.Either<unknown, A>): A {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left));
  return either.right;
}

export function left<Failed>(either: E.Either<Failed, unknown>): Failed {
  if (E.isRight(either)) throw new Error(`no error, but ${JSON.stringify(either.right)}`);
  return either.left;
}
