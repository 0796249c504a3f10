import { isInnate } from './link.js';
import type { HomeName } from './namespace.js';
import { ownerOf, type Scope } from './owner.js';
import type { NamedPlace } from './place.js';

/** A namespace with one of our names, and whose it is if it is ours. */
export interface Home extends NamedPlace, HomeName {
  readonly netns: string;
}

/**
 * A namespace with one of our names is ours where it holds a link of ours, or nothing that others have put there; their
 * ports are those that no device of ours holds.
 */
export function isOurs(home: Home, othersPorts: number, inScope: Scope): boolean {
  const { links, netns, hasOthersRules } = home;
  const put = links.filter((link) => !isInnate(link));
  if (put.some((link) => ownerOf(link, inScope, netns) !== undefined)) return true;
  return put.length + othersPorts === 0 && !hasOthersRules;
}
