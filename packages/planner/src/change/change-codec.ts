import * as codec from '../document/codec.js';
import * as scalar from '../document/scalar-codec.js';
import { resource } from '../state/resource-codec.js';
import type { Change } from './change.js';

/** A change as plans hold it. */
export const change: codec.Codec<Change> = codec.byKind({
  Create: codec.closed({ kind: codec.oneOf(['Create']), after: resource, reason: scalar.reason }),
  Update: codec.closed({
    kind: codec.oneOf(['Update']),
    before: resource,
    after: resource,
    reason: scalar.reason,
  }),
  Delete: codec.closed({ kind: codec.oneOf(['Delete']), before: resource, reason: scalar.reason }),
} satisfies Record<Change['kind'], codec.Codec<Change>>);
