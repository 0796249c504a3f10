import type { NodeWishes } from '../desired/node/node-wishes.js';
import type { Nic } from '../node/nic.js';
import { observe } from './fake-kernel/observe.js';
import type { Kernel } from './fake-kernel/state.js';
import { nicNames } from './sketch/node.js';

/**
 * Returns the wishes with the NICs and the node as they are. A NIC that was a member has kept the MTU that it had there.
 */
export function surveyed(kernel: Kernel, wishes: NodeWishes): NodeWishes {
  const links = kernel.namespaces.get('')?.links;
  const asFound = (nic: Nic): Nic => ({ ...nic, mtu: links?.get(nic.name)?.mtu ?? nic.mtu });
  const [first, ...others] = wishes.uplink.nics;
  return {
    ...wishes,
    uplink: { ...wishes.uplink, nics: [asFound(first), ...others.map(asFound)] },
    facts: { ...wishes.facts, nics: wishes.facts.nics.map(asFound) },
    observed: observe(kernel, wishes.node, undefined, nicNames),
  };
}
