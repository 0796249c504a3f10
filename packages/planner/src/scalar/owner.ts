import * as E from 'fp-ts/lib/Either.js';
import { type NetworkId, parseNetworkId } from './id.js';
import type { Parsed } from './parsed.js';

/** The owner of what is the node's own and no tenant network's: `@` keeps it apart from every network's id. */
export const nodeOwner = '@node';

/** Whose an object of ours is: a tenant network's, by its id, or the node's own. */
export type Owner = NetworkId | typeof nodeOwner;

/** Parses an owner, or returns `bad-id`. */
export function parseOwner(text: string): Parsed<Owner> {
  return text === nodeOwner ? E.right(nodeOwner) : parseNetworkId(text);
}
