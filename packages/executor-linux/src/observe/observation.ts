import type { NodeState, PrivateKey } from '@networkd/planner';

/** What is on a node, and, apart from it so that they never get into a document, the keys of its devices. */
export interface Observation {
  readonly state: NodeState;
  /** Private keys of our devices by their public keys. */
  readonly keys: ReadonlyMap<string, PrivateKey>;
}
