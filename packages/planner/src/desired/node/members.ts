import { desiredNode } from './desired-node.js';
import type { NodeWishes } from './node-wishes.js';

/**
 * Lists the NICs that are to be members of the node's own bridges and bond. What is on them is handed over, so it has to
 * be known.
 */
export function membersOf(wishes: NodeWishes): readonly string[] {
  return desiredNode(wishes).resources.flatMap((each) =>
    each.kind === 'LinkMaster' && each.disableIpv6 !== undefined ? each.device : [],
  );
}
