import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js';
import type { NodeConfig } from '../../document/node-config/document.js';
import type { PublicConfig } from '../../document/public-config/document.js';

import type { NodeFacts } from '../../node/facts.js';
import type { Nic } from '../../node/nic.js';
import type { Egress } from '../../node/uplink.js';
import type { NodeState } from '../../state/node-state.js';

/** What `zos` is to stand on, as `chooseUplink` says it or as it was found. */
export interface ChosenUplink {
  readonly nics: NonEmptyArray<Nic>;
  readonly egress?: Egress;
}

/** All that a node's own network follows from. */
export interface NodeWishes {
  readonly node: string;
  readonly config: NodeConfig;
  readonly publicConfig?: PublicConfig;
  readonly uplink: ChosenUplink;
  /** What was surveyed. */
  readonly facts: Pick<NodeFacts, 'nics' | 'links' | 'slaacOff'>;
  /** What is on the node, of all owners; absent: nothing. What no document speaks of is left as it is. */
  readonly observed?: NodeState;
}
