import * as E from 'fp-ts/lib/Either.js';

/**
 * Returns what is in a document that is valid by construction. Throws where it is not valid, which is a defect of the
 * code that made it.
 */
export function known<A>(parsed: E.Either<unknown, A>): A {
  if (E.isLeft(parsed)) throw new Error(`not a valid document: ${JSON.stringify(parsed.left)}`);
  return parsed.right;
}
