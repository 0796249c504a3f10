import type { FoundLink } from '../observe/ip/link.js';

/** Types of link, of any owner, that are nothing but something on another, ip-link(8). */
const types: readonly string[] = ['vlan', 'macvlan', 'macvtap', 'ipvlan', 'ipvtap'];

/** Says whether the link is on another one of its own namespace. A veth's other end is not beneath it. */
export function isStackedHere({ linkinfo, link_netnsid }: FoundLink): boolean {
  return link_netnsid === undefined && types.includes(linkinfo?.info_kind ?? '');
}

/** Says whether the link carries the tagged frames of another. */
export function isTagged({ linkinfo }: FoundLink): boolean {
  return linkinfo?.info_kind === 'vlan';
}
