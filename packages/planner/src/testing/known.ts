import * as E from 'fp-ts/lib/Either.js';

/** What is in a document that is valid by construction; throws where it is not, which is a defect of whoever made it. */
export function known<A>(parsed: E.Either<unknown, A>): A {
  if (E.isLeft(parsed)) throw new Error(`not a valid document: ${JSON.stringify(parsed.left)}`);
  return parsed.right;
}
