import { nodeOwner } from '../scalar/owner.js';
import { nodeNames } from './names.js';

/** The links that the node makes for itself. */
export const nodeLinks: readonly string[] = [
  ...Object.values(nodeNames.bridges),
  nodeNames.bond,
  ...[nodeNames.vlans, nodeNames.veth, nodeNames.macvlans].flatMap((names) => Object.values<string>(names)),
];

/** The namespaces of the node's own, beside the host's. */
export const nodeNamespaces: readonly string[] = Object.values(nodeNames.netns);

const aliased = new RegExp(`^networkd:(${nodeOwner}|[0-9A-Za-z]{1,13})$`);

/** Returns the owner whose mark an ifalias is. */
export function ownerOfAlias(alias: string): string | undefined {
  return aliased.exec(alias)?.[1];
}

/** Returns the network whose link has that name. */
export function networkOfLink(name: string): string | undefined {
  return /^[bnw]-([0-9A-Za-z]{1,13})$/.exec(name)?.[1];
}

/** Returns the network whose namespace has that name. */
export function networkOfNetns(name: string): string | undefined {
  return /^n-([0-9A-Za-z]{1,13})$/.exec(name)?.[1];
}

/**
 * Returns the owner whose namespace has that name. Returns nothing for the host's own namespace, which has no name.
 */
export function ownerOfNetns(name: string): string | undefined {
  return nodeNamespaces.includes(name) ? nodeOwner : networkOfNetns(name);
}

/** Returns the network that a table of that name lets in by its port, wherever its socket is. */
export function networkOfTable(name: string): string | undefined {
  return /^w-([0-9A-Za-z]{1,13})$/.exec(name)?.[1];
}
