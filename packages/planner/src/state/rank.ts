import { kindOf, kinds } from '../kind/kinds.js';
import type { Resource, ResourceKind } from '../kind/resource.js';
import { linkTypes } from '../scalar/link-type.js';

/** How many places there are within a kind: links take most, one a type. */
const width = linkTypes.length;

const floors = new Map(Object.keys(kinds).map((kind, i) => [kind, i * width]));

/** From here on links are ports. */
export const portRank = floorOf('LinkMaster');

/** Returns the place of a resource in the order of making: a small whole number below `ranks`. */
export function rankOf(resource: Resource): number {
  const [kind, after] = kindOf(resource).place?.(resource) ?? [resource.kind, 0];
  return floorOf(kind) + after;
}

export const ranks = floors.size * width;

function floorOf(kind: ResourceKind): number {
  return floors.get(kind) ?? 0;
}
