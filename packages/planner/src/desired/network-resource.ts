import type { Netns } from '../kind/netns.js';
import type { Resource } from '../kind/resource.js';
import { namesOf } from '../mark/names.js';
import { emptyState, type NodeState } from '../state/node-state.js';
import type { Topology } from '../topology/topology.js';
import { firewall } from './firewall.js';
import { internet } from './internet.js';
import { links } from './links.js';
import type { NodeServices } from './node-services.js';
import { portTable } from './port-table.js';
import { addresses, routes, sysctls } from './routing.js';
import { wireguard } from './wireguard.js';

/**
 * Returns everything that the network wants on the node, in the order of its making. A node without a network resource
 * in this version wants nothing: what it may still have is taken away. On a node with a network of its own,
 * `nodeServices` is what the resource gets of that.
 */
export function desired(topology: Topology, node: string, nodeServices?: NodeServices): NodeState {
  const vertex = topology.vertexByNode.get(node);
  if (vertex === undefined) return emptyState(node);
  const { id } = topology.network;
  const egressAddress = nodeServices?.egressAddress;
  const netns: Netns = {
    kind: 'Netns',
    owner: id,
    name: namesOf(id).netns,
    reason: 'home of the network resource',
  };
  const resources: Resource[] = [
    netns,
    ...sysctls(topology, egressAddress !== undefined),
    firewall(topology, vertex, egressAddress !== undefined),
    ...links(topology, vertex),
  ];
  for (const each of wireguard(topology, vertex)) resources.push(each);
  for (const each of addresses(topology, vertex)) resources.push(each);
  for (const each of routes(topology, vertex)) resources.push(each);
  if (nodeServices?.firewalls[vertex.socket] === true) resources.push(portTable(topology, vertex));
  if (egressAddress !== undefined)
    for (const each of internet(topology, vertex, egressAddress)) resources.push(each);
  return { ...emptyState(node), resources };
}
