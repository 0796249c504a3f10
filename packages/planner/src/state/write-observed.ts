import type { Json } from '../document/json.js';
import { canonical } from './canonical.js';
import type { NodeState } from './node-state.js';
import { observed } from './observed-codec.js';

/**
 * Returns what is on a node as its document has it (`observed/2`). Its fields are in a fixed order, and its resources in
 * canonical order.
 */
export function writeObserved({ resources, ...state }: NodeState): Json {
  return observed.write({ ...state, resources: canonical(resources) });
}
