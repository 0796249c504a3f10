import { type NetworkId, parseNetworkId } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { failure } from './failure.js';

/** The id of a network, as given. */
export function networkIdOf(text: string): NetworkId {
  const id = parseNetworkId(text);
  if (E.isRight(id)) return id.right;
  throw failure('bad-arguments', 'NETWORK-ID', `${text} is no network's id; give 1 to 13 of 0-9, A-Z, a-z`);
}
