import * as codec from '../document/codec.js';
import * as scalar from '../document/scalar-codec.js';
import { resource } from '../state/resource-codec.js';
import type { Change } from './change.js';

const changed = <K extends Change['kind']>(kind: K) => ({
  kind: codec.oneOf([kind]),
  reason: scalar.reason,
});

/** A change as plans hold it. */
export const change: codec.Codec<Change> = codec.byKind({
  Create: codec.closed({ ...changed('Create'), after: resource }),
  Update: codec.closed({ ...changed('Update'), before: resource, after: resource }),
  Delete: codec.closed({ ...changed('Delete'), before: resource }),
} satisfies Record<Change['kind'], codec.Codec<Change>>);
