import { nodeOwner } from '../scalar/owner.js';
import type { LinkAdd } from './operation.js';

/**
 * Is it a bridge whose MTU must not follow its ports'? Linux takes the least of theirs for it until its own is changed,
 * and with it shrinks what is on the bridge, for good. The node's own bridges change ports.
 */
export function keepsMtu({ network, type }: LinkAdd): boolean {
  return network === nodeOwner && type === 'bridge';
}
