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
  'WireGuardDevice',
  'ListenPort',
  'Peer',
  'Address',
  'LinkUp',
  'DhcpClient',
  'Route',
  'Rule',
];

const kinds = new Map(order.map((kind, i) => [kind, i * linkTypes.length]));

/** Right after the links: their parameters are there as long as they are. */
const ofLinks = rankOfKind('LinkMaster') + 1;

/** The rank of a resource: a small whole number below `ranks`. */
export function rankOf(resource: Resource): number {
  const rank = rankOfKind(resource.kind);
  if (resource.kind === 'Link') return rank + linkTypes.indexOf(resource.type);
  // A gateway may be on the link by another route only.
  if (resource.kind === 'Route') return rank + (resource.via === undefined ? 0 : 1);
  return resource.kind === 'Sysctl' && linkOfParameter(resource.key) !== undefined ? ofLinks : rank;
}

export const ranks = order.length * linkTypes.length;

function rankOfKind(kind: ResourceKind): number {
  return kinds.get(kind) ?? 0;
}
