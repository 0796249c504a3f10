import { readdirSync, statSync } from 'node:fs';
import { nodeNames, ownerOfNetns } from '@networkd/planner';
import type { OwnerFilter } from '../owner.js';

/** Where ip-netns(8) keeps namespaces by their names. */
const folder = '/run/netns';

/** The namespace of sockets of nodes with a publicConfig. */
export const publicNetns = nodeNames.netns.public;

/** A namespace with one of our names, or what else has that name. */
export interface HomeName {
  readonly netns: string;
  readonly owner: string;
}

/** The namespaces of the node, as far as they matter to us. */
export interface Namespaces {
  /** Is there a `public` one, whether or not it is asked for? */
  readonly hasPublic: boolean;
  readonly homes: readonly HomeName[];
  /** Files that something left without a namespace: they hold the name all the same. */
  readonly emptyMounts: readonly HomeName[];
}

/** Returns the namespaces of the owners asked for, and whether there is a `public` one. */
export function namespacesFor(isIncluded: OwnerFilter): Namespaces {
  const names = namespaceNames();
  const own = names.flatMap((netns): readonly HomeName[] => {
    const owner = ownerOfNetns(netns);
    return isIncluded(owner) ? [{ netns, owner }] : [];
  });
  return {
    hasPublic: names.includes(publicNetns) && isNamespace(publicNetns),
    homes: own.filter(({ netns }) => isNamespace(netns)),
    emptyMounts: own.filter(({ netns }) => !isNamespace(netns)),
  };
}

/** Returns the names of all namespaces, and of other things that have taken such a name. */
export function namespaceNames(): readonly string[] {
  return namesIn(folder);
}

/** Returns the names in a folder. Before the first namespace there is no folder. */
function namesIn(path: string): readonly string[] {
  try {
    return readdirSync(path).sort();
  } catch {
    return [];
  }
}

/** Says whether it is a namespace. That is mounted over its file, so it is of another device than the folder. */
function isNamespace(name: string): boolean {
  return deviceOf(`${folder}/${name}`) !== deviceOf(folder);
}

function deviceOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.dev;
}
