import { publicNetns } from '../mark/names.js';
import { nodeOwner } from '../scalar/owner.js';
import { netnsClaim } from './claim.js';

/**
 * Lists the namespace of an object where it is to be its owner's: not the node's own, and not the one where the socket
 * of a network is born.
 */
export function ownNetns(owner: string, netns: string | undefined): readonly string[] {
  return netns === undefined || (owner !== nodeOwner && netns === publicNetns) ? [] : [netnsClaim(netns)];
}
