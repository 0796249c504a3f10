import { networkOfTable, ownerOfAlias } from '../../mark/owner-of.js';
import type { KernelLink, Namespace } from './state.js';

/** Where a resource belongs. */
export interface Home {
  readonly owner: string;
  readonly netns?: string;
}

/** Returns the owner whose mark the link bears: a network, or the node itself. */
export function ownerOf(link: KernelLink): string | undefined {
  return ownerOfAlias(link.alias ?? '');
}

/**
 * Returns the owner of a table by its name, in a namespace of the given owner. A network has one beside the node's own,
 * named as its device.
 */
export function ownerOfTable(name: string, home: string | undefined): string | undefined {
  return networkOfTable(name) ?? home;
}

/**
 * Says whether a namespace with one of our names is ours: it holds a link of its owner, or nothing that others have put
 * there. A network's device that is born in it and not moved on yet does not count.
 */
export function isOurs({ links, rules, sockets }: Namespace, owner: string): boolean {
  const owners = [...links.values()].filter(({ type }) => type !== 'loopback').map(ownerOf);
  if (owners.includes(owner)) return true;
  return !owners.includes(undefined) && sockets.length === 0 && rules.every(({ ours }) => ours);
}
