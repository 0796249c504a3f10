import {
  egressLink,
  linkGroup,
  networkOfLink,
  networkOfNetns,
  nodeLinks,
  nodeOwner,
  ownerOfAlias,
} from '@networkd/planner';
import { isMade } from '../process/made-links.js';
import { type FoundLink, isUserspace, typeOf } from './ip/link.js';

/** Says whether an owner is one of those asked for. */
export type OwnerFilter = (id: string | undefined) => id is string;

/** Returns the filter for those owners; absent: for all. */
export function ownersAmong(owners: readonly string[] | undefined): OwnerFilter {
  const ids = new Set(owners);
  return (id): id is string => id !== undefined && (owners === undefined || ids.has(id));
}

/**
 * Returns the owner of a link in that namespace (absent: the host's). The alias of the link says it. Where the link has
 * no alias of ours (yet), its group and its name say it. Where it has neither yet, the process that we have started for
 * it says it.
 */
export function ownerOf(link: FoundLink, isIncluded: OwnerFilter, netns?: string): string | undefined {
  const { ifname, ifalias = '', group } = link;
  if (typeOf(link) === undefined) return undefined;
  const marked = ownerOfAlias(ifalias);
  if (marked !== undefined) return marked;
  const named = networkOfLink(ifname);
  if (named === undefined) return group === String(linkGroup) ? byPlace(ifname, netns) : undefined;
  if (group === String(linkGroup)) return named;
  return isIncluded(named) && isUserspace(link) && isMade(ifname) ? named : undefined;
}

/** Returns the owner of a link whose name does not say it. */
function byPlace(name: string, netns: string | undefined): string | undefined {
  const network = networkOfNetns(netns ?? '');
  if (network !== undefined) return name === egressLink ? network : undefined;
  return nodeLinks.includes(name) ? nodeOwner : undefined;
}
