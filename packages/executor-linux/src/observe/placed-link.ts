import type { LinkType } from '@networkd/planner';
import { present } from '@networkd/planner';
import { type FoundLink, isNameable, typeOf } from './ip/link.js';
import type { Place } from './netns/place.js';
import { ownerOf, type Scope } from './owner.js';

/** A link where it was seen, and whose it is, if it is ours. */
export interface PlacedLink {
  readonly link: FoundLink;
  readonly place: Place;
  readonly owner?: string;
}

/** One that is of an owner asked for. */
export interface OwnPlacedLink extends PlacedLink {
  readonly owner: string;
  readonly type: LinkType;
}

/** Returns every link of the place. */
export function placedLinksIn(place: Place, inScope: Scope): readonly PlacedLink[] {
  return place.links.map((link) => {
    const owner = ownerOf(link, inScope, place.netns);
    return { link, place, ...present({ owner }) };
  });
}

/** Returns the link as one of ours, if it is. */
export function asOwn({ link, place, owner }: PlacedLink, inScope: Scope): OwnPlacedLink | undefined {
  const type = typeOf(link);
  if (type === undefined || !inScope(owner) || !isNameable(link.ifname)) return undefined;
  return { link, place, owner, type };
}
