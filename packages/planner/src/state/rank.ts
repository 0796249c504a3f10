import { kinds } from '../kind/kinds.js';
import type { Resource, ResourceKind } from '../kind/resource.js';
import { kindOf } from '../kind/resource.js';
import { linkTypes } from '../link-type/link-types.js';

/** How many places there are within a kind: links take most, one a type. */
const width = linkTypes.length;

const names = Object.keys(kinds);

const floors = Object.fromEntries(names.map((kind, i) => [kind, i * width])) as Readonly<
  Record<ResourceKind, number>
>;

/** From here on links are members. */
export const portRank = floors.LinkMaster;

/** Returns the place of a resource in the order of making: a small whole number below `ranks`. */
export function rankOf(resource: Resource): number {
  const [kind, after] = kindOf(resource).place?.(resource) ?? [resource.kind, 0];
  return floors[kind] + after;
}

export const ranks = names.length * width;
