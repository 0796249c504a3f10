import type { LinkType } from '@networkd/planner';
import { type FoundLink, isNameable, typeOf } from './ip/link.js';
import type { Place } from './netns/place.js';
import { ownerOf, type Scope } from './owner.js';

/** A link where it was seen, and whose it is, if it is ours. */
export interface PlacedLink {
  readonly link: FoundLink;
  readonly place: Place;
  readonly network?: string;
}

/** One that is of an owner asked for. */
export interface OwnPlacedLink extends PlacedLink {
  readonly network: string;
  readonly type: LinkType;
}

/** Every link of the place. */
export function placedLinksIn(place: Place, inScope: Scope): readonly PlacedLink[] {
  return place.links.map((link) => {
    const network = ownerOf(link, inScope, place.netns);
    return { link, place, ...(network === undefined ? {} : { network }) };
  });
}

/** The placedLink as one of ours, if it is. */
export function asOwn({ link, place, network }: PlacedLink, inScope: Scope): OwnPlacedLink | undefined {
  const type = typeOf(link);
  if (type === undefined || !inScope(network) || !isNameable(link.ifname)) return undefined;
  return { link, place, network, type };
}
