import type { LinkType, Resource, ResourceKind } from './resource.js';

/**
 * The order in which things are made, and the reverse of which they are taken away. The firewall comes before
 * the link is up: fail closed.
 */
const order: readonly ResourceKind[] = [
  'Netns',
  'Sysctl',
  'NftTable',
  'Link',
  'WireGuardDevice',
  'ListenPort',
  'Peer',
  'Address',
  'LinkUp',
  'Route',
  'Rule',
];

/** A macvlan needs its bridge; the WireGuard device is made last and so taken away first. */
const linkOrder: readonly LinkType[] = ['bridge', 'macvlan', 'wireguard'];

const kinds = new Map(order.map((kind, i) => [kind, i * linkOrder.length]));

/** The rank of a resource: a small whole number below `ranks`. */
export function rankOf(resource: Resource): number {
  const rank = kinds.get(resource.kind) ?? 0;
  return resource.kind === 'Link' ? rank + linkOrder.indexOf(resource.type) : rank;
}

export const ranks = order.length * linkOrder.length;
