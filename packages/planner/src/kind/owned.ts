import * as codec from '../document/codec.js';
import * as scalar from '../document/scalar-codec.js';

/**
 * Every object names its owner, a tenant network or the node itself (`@node`); `netns` absent means the node's own
 * (host) namespace.
 */
export interface Owned {
  readonly owner: string;
  readonly netns?: string;
  /** Why the object is wanted, for people. Only on desired objects, never compared. */
  readonly reason?: string;
}

/** A desired state can be read back as an observed one, so the reasons of its resources are let be. */
export const explained = { reason: scalar.reason };

/** What may be said of every object but a namespace. */
export const placed = { netns: scalar.interfaceName, ...explained };

/** Returns the fields that every object of a kind has. */
export const owned = <const K extends string>(kind: K) => ({
  kind: codec.oneOf([kind]),
  owner: scalar.owner,
});

/** Returns the fields that every object of a kind has that is on a link. */
export const onDevice = <const K extends string>(kind: K) => ({
  ...owned(kind),
  device: scalar.interfaceName,
});

/** A version of IP. */
export const family = codec.oneOf(['ipv4', 'ipv6']);

/** Returns the end of a title that says in which namespace the object is; nothing in the node's own. */
export function inNetns({ netns }: Pick<Owned, 'netns'>): string {
  return netns === undefined ? '' : ` in ${netns}`;
}
