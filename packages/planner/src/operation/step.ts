import * as codec from '../document/codec.js';
import * as scalar from '../document/scalar-codec.js';

/** What becomes of a resource. */
export type ChangeKind = 'Create' | 'Update' | 'Delete';

/**
 * What every operation carries: the network it is for (`@node` is the node's own), and, for people, why it is done and
 * what becomes of the resource it serves. `netns` absent means the node's own (host) namespace. `disruptive`: it resets
 * WireGuard sessions.
 */
export interface Step {
  readonly owner: string;
  readonly reason: string;
  readonly change: ChangeKind;
  readonly disruptive?: true;
}

export interface InNetns extends Step {
  readonly netns?: string;
}

/** Returns the fields that every operation of a verb has in a document. */
export const step = <const K extends string>(kind: K) => ({
  kind: codec.oneOf([kind]),
  owner: scalar.owner,
  reason: scalar.reason,
  change: codec.oneOf(['Create', 'Update', 'Delete']),
});

/** What they may say of every one that is not about a namespace. */
export const disruptive = { disruptive: scalar.truth };
export const placed = { netns: scalar.interfaceName, ...disruptive };

export const name = { name: scalar.interfaceName };
export const device = { device: scalar.interfaceName };
