import { emptyState, type NodeState } from '../../state/node-state.js';
import { hostFirewall } from './host-firewall.js';
import { ndmz } from './ndmz.js';
import type { NodeWishes } from './node-wishes.js';
import { publicBridge } from './public-bridge.js';
import { publicNamespace } from './public-namespace.js';
import { uplink } from './uplink.js';

/**
 * Returns everything of the node's own network, in the order of its making: all that stands below network resources.
 */
export function desiredNode(wishes: NodeWishes): NodeState {
  const resources = [
    hostFirewall(wishes.config.firewall),
    ...uplink(wishes),
    ...publicBridge(wishes),
    ...publicNamespace(wishes),
    ...ndmz(wishes),
  ];
  return { ...emptyState(wishes.node), resources };
}
