import * as E from 'fp-ts/lib/Either.js';
import type { Brand, Parsed } from './parsed.js';

/** A tenant network's id: 1 to 13 of `[0-9A-Za-z]`, so that `n-<id>` fits an interface name's 15 bytes. */
export type NetworkId = Brand<string, 'NetworkId'>;

/** A node's id, and the name of an access point: 1 to 63 of `[0-9A-Za-z._-]`, starting with `[0-9A-Za-z]`. */
export type NodeId = Brand<string, 'NodeId'>;

/** Parses a network's id, or returns `bad-id`. */
export function parseNetworkId(text: string): Parsed<NetworkId> {
  return /^[0-9A-Za-z]{1,13}$/.test(text) ? E.right(text as NetworkId) : E.left({ kind: 'bad-id' });
}

/** Parses a node's id, or returns `bad-name`. */
export function parseNodeId(text: string): Parsed<NodeId> {
  return /^[0-9A-Za-z][0-9A-Za-z._-]{0,62}$/.test(text)
    ? E.right(text as NodeId)
    : E.left({ kind: 'bad-name' });
}

/** Compares by code unit: the same everywhere, unlike a locale's order. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
