import { linkGroup, nodeOwner } from '@networkd/planner';
import { processOf } from '../process/wireguard-found.js';
import { type FoundLink, isUserspace, typeOf } from './ip/link.js';

/** Which networks are asked for. */
export type Scope = (id: string | undefined) => id is string;

/** Those networks; absent: all. */
export function scopeOf(networks: readonly string[] | undefined): Scope {
  const ids = new Set(networks);
  return (id): id is string => id !== undefined && (networks === undefined || ids.has(id));
}

/**
 * Whose a link is that is in that namespace (absent: the host's): by its alias; by its group and its name where it has no
 * alias of ours (yet); by the process that we have started for it where it has neither yet.
 */
export function ownerOf(link: FoundLink, inScope: Scope, netns?: string): string | undefined {
  const { ifname, ifalias = '', group } = link;
  if (typeOf(link) === undefined) return undefined;
  const marked = /^networkd:(@node|[0-9A-Za-z]{1,13})$/.exec(ifalias)?.[1];
  if (marked !== undefined) return marked;
  const named = networkOfLink(ifname);
  if (named === undefined) return group === String(linkGroup) ? byPlace(ifname, netns) : undefined;
  if (group === String(linkGroup)) return named;
  const isLaunched = () => isUserspace(link) && ifname.startsWith('w-') && processOf(ifname) !== undefined;
  return inScope(named) && isLaunched() ? named : undefined;
}

/** The interface that both the node's own `public` namespace and every network's have. */
const shared = 'public';

/** Links of the node's own, by their names. */
const nodeLinks: ReadonlySet<string> = new Set([
  ...['zos', 'br-pub', 'br-ndmz', 'bond-zos', 'vlan-zos', 'vlan-pub', 'pub-zos', 'zos-pub'],
  ...[shared, 'tonrs', 'npub4', 'npub6'],
]);

/** Whose a link is by a name that does not say so. */
function byPlace(name: string, netns: string | undefined): string | undefined {
  const network = networkOfNetns(netns);
  if (network !== undefined) return name === shared ? network : undefined;
  return nodeLinks.has(name) ? nodeOwner : undefined;
}

/** The network whose link has that name. */
export function networkOfLink(name: string): string | undefined {
  return /^[bnw]-([0-9A-Za-z]{1,13})$/.exec(name)?.[1];
}

/** The network whose namespace has that name. */
export function networkOfNetns(name: string | undefined): string | undefined {
  return /^n-([0-9A-Za-z]{1,13})$/.exec(name ?? '')?.[1];
}
