import { change } from '../change/change-codec.js';
import * as codec from '../document/codec.js';
import * as scalar from '../document/scalar-codec.js';
import { operation } from '../operation/parse-operation.js';
import type { Plan } from './document.js';

export const owners: codec.Codec<Plan['owners']> = codec.list(
  codec.closed(
    { id: scalar.owner },
    { version: scalar.integer(0, Number.MAX_SAFE_INTEGER), removed: scalar.truth },
  ),
);

const count = scalar.integer(0, Number.MAX_SAFE_INTEGER);

/** `plan/2` as it stands in the text, before its parts are held against one another. */
export const plan: codec.Codec<Plan> = codec.closed({
  schema: codec.schema('plan/2'),
  owners,
  node: scalar.nodeId,
  basis: scalar.sha256,
  changes: codec.list(change),
  operations: codec.list(operation),
  summary: codec.closed({
    create: count,
    update: count,
    delete: count,
    operations: count,
    disruptive: count,
  }),
  hash: scalar.sha256,
});
