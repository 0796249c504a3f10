import { networkOfTable, ownerOfAlias } from '../../mark/owner-of.js';
import type { KernelLink, Namespace } from './state.js';

/** Where a resource belongs. */
export interface Home {
  readonly owner: string;
  readonly netns?: string;
}

/** Whose mark the link bears: a network's, or the node's own. */
export function ownerOf(link: KernelLink): string | undefined {
  return ownerOfAlias(link.alias ?? '');
}

/** Whose table has that name, in a namespace of that owner: a network has one beside the node's own, named as its device. */
export function ownerOfTable(name: string, home: string | undefined): string | undefined {
  return networkOfTable(name) ?? home;
}

/**
 * A namespace with one of our names is ours where it holds a link of its owner, or nothing that others have put there. A
 * network's device that is born in it and not moved on yet says nothing of it.
 */
export function isOurs({ links, rules, sockets }: Namespace, owner: string): boolean {
  const owners = [...links.values()].filter(({ type }) => type !== 'loopback').map(ownerOf);
  if (owners.includes(owner)) return true;
  return !owners.includes(undefined) && sockets.length === 0 && rules.every(({ ours }) => ours);
}
