import type { Json } from '../document/json.js';
import type { NodeState } from './node-state.js';
import { observed } from './observed-codec.js';

/**
 * Returns what is on a node as its document has it (`observed/2`). Its fields are in a fixed order, and its resources in
 * their own: canonical where the state was observed.
 */
export function writeObserved(state: NodeState): Json {
  return observed.write(state);
}
