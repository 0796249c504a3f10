import * as codec from '../document/codec.js';
import type { Operation, OperationKind } from './operation.js';
import { verbs } from './verbs.js';

/**
 * An operation as plans hold it. All its texts are of a type that no tool can misread; whether it keeps to what is
 * ours is for territory to say.
 */
export const operation: codec.Codec<Operation> = codec.byKind(
  Object.fromEntries(Object.entries(verbs).map(([kind, row]) => [kind, row.codec])) as Readonly<
    Record<OperationKind, codec.Codec<Operation>>
  >,
);
