import { isGlobal } from '../../scalar/address-class.js';
import type { Topology } from '../../topology/topology.js';
import { type Violation, violation } from './invariant.js';
import { placedPeerings } from './placed-peering.js';
import { addressOfEndpoint } from './router.js';
import { dialableAt, dialledPort, egressOf, shareLan } from './underlay.js';

/**
 * Checks that an endpoint is the dialled node's own global address and listen port, on an interface that leads to the
 * Internet, or what its farmer says stands in front of them, in a family in which the dialler reaches the Internet.
 * Only nodes that say they share a LAN dial each other's private addresses, and not an address that another node there
 * has too.
 */
export function checkEndpointsDialable(topology: Topology): readonly Violation[] {
  return placedPeerings(topology).flatMap(({ from, to, endpoint }) => {
    if (endpoint === undefined) return [];
    const address = addressOfEndpoint(endpoint);
    const wrong = (why: string) => [
      violation(
        'endpoint-dialable',
        [from.node.id, to.node.id],
        [endpoint],
        `${from.node.id} dials ${to.node.id} at ${endpoint}, ${why}`,
      ),
    ];
    const port = Number(endpoint.slice(endpoint.lastIndexOf(':') + 1));
    if (shareLan(topology.neighbours, from.node, to.node, address)) {
      return port === to.router.listenPort ? [] : wrong('where it does not listen');
    }
    if (port !== dialledPort(to.node, address, to.router.listenPort))
      return wrong('where it does not listen');
    if (!isGlobal(address)) return wrong('which is not global');
    if (!dialableAt(to.node).some(({ text }) => text === address.text))
      return wrong('where it cannot be dialled');
    return egressOf(from.node).includes(address.kind)
      ? []
      : wrong('a family it does not reach the Internet in');
  });
}

/** Checks that nobody dials a hidden node, LANs aside. */
export function checkHiddenNeverDialled(topology: Topology): readonly Violation[] {
  return placedPeerings(topology).flatMap(({ from, to, endpoint }) => {
    if (endpoint === undefined || dialableAt(to.node).length > 0) return [];
    if (shareLan(topology.neighbours, from.node, to.node, addressOfEndpoint(endpoint))) return [];
    const message = `${from.node.id} dials ${to.node.id}, which is hidden, at ${endpoint}`;
    return [violation('hidden-never-dialled', [from.node.id, to.node.id], [endpoint], message)];
  });
}
