import * as codec from '../document/codec.js';
import type { Operation, OperationKind } from './operation.js';
import { verbs } from './verbs.js';

/**
 * An operation as plans hold it. All its texts are of a type that no tool can misread; whether it keeps to what is
 * ours is for territory to say.
 */
export const operation: codec.Codec<Operation> = codec.byKind(
  Object.fromEntries(Object.entries(verbs).map(([kind, row]) => [kind, asPeopleRead(row)])) as Readonly<
    Record<OperationKind, codec.Codec<Operation>>
  >,
);

/** Returns the codec of a verb, which writes whose operation it is, what is carried out, and then why. */
function asPeopleRead(row: {
  readonly codec: codec.Codec<Operation>;
  readonly refs: object;
}): codec.Codec<Operation> {
  const carriedOut = Object.keys(row.refs) as (keyof Operation)[];
  return codec.inOrder(['kind', 'owner', ...carriedOut, 'reason', 'change', 'disruptive'], row.codec);
}
