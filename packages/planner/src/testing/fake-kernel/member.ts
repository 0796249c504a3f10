import { linkType } from '../../link-type/link-types.js';
import type { KernelLink } from './state.js';

/** Says whether the link is only a part of what carries it, as a VLAN is. */
export function isCarried({ type }: KernelLink): boolean {
  return type !== 'loopback' && type !== 'foreign' && linkType(type).lower === 'carrier';
}

/** Returns what a master makes of its members, ip-link(8). */
export function membersOf({ type }: KernelLink): 'none' | 'as-they-are' | 'down' {
  return type === 'loopback' || type === 'foreign' ? 'none' : linkType(type).members;
}
