import type { Link } from '../kind/link/resource.js';
import type { Resource } from '../kind/resource.js';

/** An end of a veth, and the other end that came before it. */
export interface Pair {
  readonly first: Link;
  readonly second: Link;
}

/**
 * Returns a function that takes resources in their order. For the second end of a veth it returns the pair; `undefined`
 * for a first end, and for all that is no veth.
 */
export function pairs(): (resource: Resource) => Pair | undefined {
  const firsts = new Map<string, Link>();
  return (resource) => {
    if (resource.kind !== 'Link' || resource.peer === undefined) return undefined;
    const first = firsts.get(resource.name);
    if (first !== undefined && first.name === resource.peer) return { first, second: resource };
    firsts.set(resource.peer, resource);
    return undefined;
  };
}

/** Returns the second end as it is when it is made along with the first. */
export function newborn({ first, second }: Pair): Link {
  const { address: _, netns: __, ...end } = second;
  const place = second.birth === undefined ? {} : { netns: second.birth };
  return { ...end, ...place, mtu: first.mtu, alias: first.alias, disableIpv6: false };
}
