import * as E from 'fp-ts/lib/Either.js';
import { assignLeases, type Leases, leasesOf } from '../desired/leases.js';
import { desired } from '../desired/network-resource.js';
import { type NodeNetwork, type NodeServices, nodeNetworkOf } from '../desired/node-services.js';
import type { PlanErrors } from '../error.js';
import type { Resource } from '../kind/resource.js';
import type { Topology } from '../topology/topology.js';
import type { Part, Surroundings } from './part.js';

const noLeases: Leases = new Map();

/**
 * Returns the part of a node's plan that is these tenant networks'. Where the node's own network leads to the Internet,
 * each network resource gets a lease. Error: `leases-exhausted`.
 */
export function networkPart(topologies: readonly Topology[], remembered: Leases = noLeases): Part {
  return {
    owners: topologies.map(({ network: { id, version } }) => ({ id, version })),
    desired: (around) => desiredOf(topologies, remembered, around),
  };
}

function desiredOf(
  topologies: readonly Topology[],
  remembered: Leases,
  { observed, resources }: Surroundings,
): E.Either<PlanErrors, readonly Resource[]> {
  const { node } = observed;
  const nodeNetwork = nodeNetworkOf(resources);
  const isOnline = nodeNetwork?.internet === true;
  const leases = isOnline
    ? assignLeases(networksOn(node, topologies), leasesOf(observed.resources), remembered)
    : E.right(noLeases);
  if (E.isLeft(leases)) return leases;
  const resourcesOf = (topology: Topology) =>
    desired(topology, node, nodeServicesOf(topology, nodeNetwork, leases.right)).resources;
  const [only] = topologies;
  return E.right(
    // One network may have a million peers: they are not copied.
    topologies.length === 1 && only !== undefined ? resourcesOf(only) : topologies.flatMap(resourcesOf),
  );
}

function networksOn(node: string, topologies: readonly Topology[]): readonly string[] {
  return topologies.flatMap(({ network, vertexByNode }) => (vertexByNode.has(node) ? [network.id] : []));
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
