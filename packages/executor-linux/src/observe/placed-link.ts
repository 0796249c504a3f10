import type { LinkType } from '@networkd/planner';
import { present } from '@networkd/planner';
import { type FoundLink, isNameable, typeOf } from './ip/link.js';
import type { Place } from './netns/place.js';
import { type OwnerFilter, ownerOf } from './owner.js';

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
export function placedLinksIn(place: Place, isIncluded: OwnerFilter): readonly PlacedLink[] {
  return place.links.map((link) => {
    const owner = ownerOf(link, isIncluded, place.netns);
    return { link, place, ...present({ owner }) };
  });
}

/** Returns the link as one of ours, if it is. */
export function asOwn(
  { link, place, owner }: PlacedLink,
  isIncluded: OwnerFilter,
): OwnPlacedLink | undefined {
  const type = typeOf(link);
  if (type === undefined || !isIncluded(owner) || !isNameable(link.ifname)) return undefined;
  return { link, place, owner, type };
}
