import { linkTypes } from './link-type.js';
import type { Resource, ResourceKind } from './resource.js';
import { linkOfParameter } from './sysctl-link.js';

/**
 * The order in which things are made, and the reverse of which they are taken away. The firewall comes before
 * the link is up: fail closed.
 */
const order: readonly ResourceKind[] = [
  'Netns',
  'Sysctl',
  'NftTable',
  'Link',
  'LinkMaster',
  'FreeNic',
  'WireGuardDevice',
  'ListenPort',
  'Peer',
  'Address',
  'LinkUp',
  'DhcpClient',
  'Route',
  'Rule',
  'Carried',
];

const kinds = new Map(order.map((kind, i) => [kind, i * linkTypes.length]));

/** From here on links are ports. */
export const portRank = rankOfKind('LinkMaster');

/** Right after the links: their parameters are there as long as they are. */
const ofLinks = portRank + 1;

/** What others have put on a link comes when the like of ours does. */
const ofCarried = { address: 'Address', route: 'Route', rule: 'Rule' } as const;

/** The rank of a resource: a small whole number below `ranks`. */
export function rankOf(resource: Resource): number {
  const rank = rankOfKind(resource.kind === 'Carried' ? ofCarried[resource.object] : resource.kind);
  if (resource.kind === 'Link') return rank + linkTypes.indexOf(resource.type);
  // A gateway may be on the link by another route only.
  if (resource.kind === 'Route') return rank + (resource.via === undefined ? 0 : 1);
  return resource.kind === 'Sysctl' && linkOfParameter(resource.key) !== undefined ? ofLinks : rank;
}

export const ranks = order.length * linkTypes.length;

function rankOfKind(kind: ResourceKind): number {
  return kinds.get(kind) ?? 0;
}
