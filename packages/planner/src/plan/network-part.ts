import * as E from 'fp-ts/lib/Either.js';
import {
  assignEgressAddresses,
  type EgressAddresses,
  egressAddressesOf,
} from '../desired/egress-addresses.js';
import { desired } from '../desired/network-resource.js';
import { type NodeNetwork, type NodeServices, nodeNetworkOf } from '../desired/node-services.js';
import type { PlanErrors } from '../error.js';
import type { Resource } from '../kind/resource.js';
import type { Topology } from '../topology/topology.js';
import type { Part, Surroundings } from './part.js';

const noEgressAddresses: EgressAddresses = new Map();

/**
 * Returns the part of a node's plan that is these tenant networks'. Where the node's own network leads to the Internet,
 * each network resource gets an egress address. Error: `egress-addresses-exhausted`.
 */
export function networkPart(
  topologies: readonly Topology[],
  remembered: EgressAddresses = noEgressAddresses,
): Part {
  return {
    owners: topologies.map(({ network: { id, version } }) => ({ id, version })),
    desired: (around) => desiredOf(topologies, remembered, around),
  };
}

function desiredOf(
  topologies: readonly Topology[],
  remembered: EgressAddresses,
  { observed, resources }: Surroundings,
): E.Either<PlanErrors, readonly Resource[]> {
  const { node } = observed;
  const nodeNetwork = nodeNetworkOf(resources);
  const isOnline = nodeNetwork?.internet === true;
  const egressAddresses = isOnline
    ? assignEgressAddresses(networksOn(node, topologies), egressAddressesOf(observed.resources), remembered)
    : E.right(noEgressAddresses);
  if (E.isLeft(egressAddresses)) return egressAddresses;
  const resourcesOf = (topology: Topology) =>
    desired(topology, node, nodeServicesOf(topology, nodeNetwork, egressAddresses.right)).resources;
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
  egressAddresses: EgressAddresses,
): NodeServices | undefined {
  if (nodeNetwork === undefined) return undefined;
  const { firewalls } = nodeNetwork;
  const egressAddress = egressAddresses.get(network.id);
  return egressAddress === undefined ? { firewalls } : { firewalls, egressAddress };
}
