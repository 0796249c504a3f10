import { type NetworkId, nodeOwner, parseNetworkId } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { failure } from '../error/failure.js';

/** Returns the id of a network, as given. Refuses what is no id, and the name of the node's own network. */
export function networkIdOf(text: string): NetworkId {
  const id = parseNetworkId(text);
  if (E.isRight(id)) return id.right;
  if (text === nodeOwner) {
    throw failure('bad-arguments', 'NETWORK-ID', "this is the node's own network; see tn node --help");
  }
  throw failure('bad-arguments', 'NETWORK-ID', `${text} is no network's id; give 1 to 13 of 0-9, A-Z, a-z`);
}
