import type { Resource } from '../kind/resource.js';
import { kindOf } from '../kind/resource.js';

/**
 * Lists what a resource holds that no other may hold at the same time: a namespace's name, a UDP port of a namespace, a
 * name among the links of each namespace it passes through, an IPv6 address on a link, with any prefix length.
 */
export function claimsOf(resource: Resource): readonly string[] {
  return kindOf(resource).claims(resource);
}

/** Lists what must be free when a resource is made, and is not its own afterwards. */
export function passesOf(resource: Resource): readonly string[] {
  return kindOf(resource).passes(resource);
}

/** Names the link or namespace that takes a resource with it when it goes. */
export function containerOf(resource: Resource): string | undefined {
  return kindOf(resource).container(resource);
}

/** Names what a resource is to those it contains. */
export function containing(resource: Resource): string | undefined {
  return kindOf(resource).containing(resource);
}

/**
 * Names the link without which a resource no longer does what it is for, though its name may stay. If that goes and
 * comes again, so must the resource.
 */
export function reliesOn(resource: Resource): string | undefined {
  return kindOf(resource).reliesOn(resource);
}
