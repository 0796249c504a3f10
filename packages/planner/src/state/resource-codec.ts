import * as codec from '../document/codec.js';
import { kinds } from '../kind/kinds.js';
import type { Resource, ResourceKind } from '../kind/resource.js';

/**
 * A resource as documents hold it, desired or found. What is found may be odd (somebody renamed a link or edited our
 * table) and still has to be read, so that it can be repaired: only what could leave its place is refused.
 */
export const resource: codec.Codec<Resource> = codec.byKind(
  Object.fromEntries(Object.entries(kinds).map(([kind, row]) => [kind, row.codec])) as Readonly<
    Record<ResourceKind, codec.Codec<Resource>>
  >,
);
