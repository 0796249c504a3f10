import { isInnate } from '../ip/link.js';
import { type OwnerFilter, ownerOf } from '../owner.js';
import type { HomeName } from './namespace.js';
import type { NamedPlace } from './place.js';

/** A namespace with one of our names, and whose it is if it is ours. */
export interface Home extends NamedPlace, HomeName {
  readonly netns: string;
}

/**
 * Says whether a namespace with one of our names is ours. It is where it holds a link of its owner, or nothing that
 * others have put there. Their ports are those that no device of ours holds. A network's device that is born in the
 * namespace and not moved on yet says nothing of it.
 */
export function isOurs(home: Home, othersPorts: number, isIncluded: OwnerFilter): boolean {
  const { links, netns, owner, hasOthersRules } = home;
  const owners = links.filter((link) => !isInnate(link)).map((link) => ownerOf(link, isIncluded, netns));
  if (owners.includes(owner)) return true;
  return !owners.includes(undefined) && othersPorts === 0 && !hasOthersRules;
}
