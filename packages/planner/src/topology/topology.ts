import type { Node } from '../document/inventory/document.js';
import type { TenantNetwork } from '../document/tenant-network/document.js';
import type { Family } from '../scalar/address.js';
import { bitOf, type Families } from './families.js';
import { firstHops, nowhere } from './path.js';
import type { MeshPrefixes } from './prefixes.js';
import type { Vertex } from './vertex.js';

/**
 * A tenant network laid over an inventory. One value of which peers, paths, configurations and drawings are
 * projections, each worked out for the nodes asked about.
 */
export interface Topology {
  readonly network: TenantNetwork;
  /** Every network resource, sorted by node id. */
  readonly vertices: readonly Vertex[];
  readonly vertexByNode: ReadonlyMap<string, Vertex>;
  readonly aggregators: readonly Vertex[];
  readonly prefixes: MeshPrefixes;
  /** The nodes of the inventory that say they are on a LAN, sorted by id, whether the network is on them or not. */
  readonly neighbours: readonly Node[];
  /** The vertices whose underlay carries less than another's, the narrowest first. */
  readonly narrow: readonly Vertex[];
}

/** Returns the family that the network prefers: IPv6, where the network does not say. */
function preferredFamily(network: TenantNetwork): Family {
  return network.policy.preferFamily ?? 'ipv6';
}

export function preferredFamilies(network: TenantNetwork): Families {
  return bitOf(preferredFamily(network));
}

/** Says whether the vertex forwards between peers: as an aggregator, or for its access points. */
export function forwards(topology: Topology, vertex: Vertex): boolean {
  return vertex.accessPoints.length > 0 || topology.aggregators.includes(vertex);
}

/**
 * Returns the nodes from `from` to `to`, both included, or `undefined` where there is no path or one is not in the
 * network.
 */
export function pathBetween(topology: Topology, from: string, to: string): readonly string[] | undefined {
  const target = topology.vertexByNode.get(to);
  let at = topology.vertexByNode.get(from);
  const path: string[] = [];
  while (at !== undefined && target !== undefined) {
    path.push(at.node.id);
    if (at === target) return path;
    const hop = firstHops(at, topology.vertices, topology.aggregators)[target.index] ?? nowhere;
    at = topology.vertices[hop];
  }
  return undefined;
}
