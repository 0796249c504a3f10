import * as E from 'fp-ts/lib/Either.js';
import { assignLeases, type Leases, leasesOf } from '../desired/leases.js';
import { desired } from '../desired/network-resource.js';
import { type NodeNetwork, type NodeServices, nodeNetworkOf } from '../desired/node-services.js';
import type { PlanErrors } from '../error.js';
import type { Resource } from '../kind/resource.js';
import type { NodeState } from '../state/node-state.js';
import type { Topology } from '../topology/topology.js';

const noLeases: Leases = new Map();

/**
 * What the networks want on the node. `own` is what will be there of the node's own network; where that leads to the
 * Internet, each network resource gets a lease. Error: `leases-exhausted`.
 */
export function wantedOf(
  topologies: readonly Topology[],
  observed: NodeState,
  own: readonly Resource[],
  remembered: Leases = noLeases,
): E.Either<PlanErrors, readonly Resource[]> {
  const { node } = observed;
  const nodeNetwork = nodeNetworkOf(own);
  const leases = leasesFor(topologies, observed, nodeNetwork, remembered);
  if (E.isLeft(leases)) return leases;
  const resourcesOf = (topology: Topology) =>
    desired(topology, node, nodeServicesOf(topology, nodeNetwork, leases.right)).resources;
  const [only] = topologies;
  return E.right(
    // One network may have a million peers: they are not copied.
    topologies.length === 1 && only !== undefined ? resourcesOf(only) : topologies.flatMap(resourcesOf),
  );
}

function leasesFor(
  topologies: readonly Topology[],
  { node, resources }: NodeState,
  nodeNetwork: NodeNetwork | undefined,
  remembered: Leases,
): E.Either<PlanErrors, Leases> {
  if (nodeNetwork?.internet !== true) return E.right(noLeases);
  const networks = topologies.flatMap(({ network, vertexByNode }) =>
    vertexByNode.has(node) ? [network.id] : [],
  );
  return assignLeases(networks, leasesOf(resources), remembered);
}

function nodeServicesOf(
  { network }: Topology,
  nodeNetwork: NodeNetwork | undefined,
  leases: Leases,
): NodeServices | undefined {
  if (nodeNetwork === undefined) return undefined;
  const { firewalls } = nodeNetwork;
  const lease = leases.get(network.id);
  return lease === undefined ? { firewalls } : { firewalls, lease };
}
