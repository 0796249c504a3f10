import type { AccessPoint } from '../document/tenant-network/document.js';
import type { Family } from '../scalar/address.js';
import { familyOf, none } from './families.js';
import { firstHops, nowhere } from './path.js';
import { dialFamilies, endpointTo, peeringFamily } from './peering.js';
import { preferredFamilies, type Topology } from './topology.js';
import { ownPrefixes, type Vertex } from './vertex.js';

/** A network resource as a peer of another, in wg(8)'s words. */
export interface MeshPeer {
  readonly vertex: Vertex;
  readonly family: Family;
  /** Absent where this side cannot dial: the peer dials us. */
  readonly endpoint: string | undefined;
  /** Can the peer dial us? */
  readonly dialled: boolean;
  readonly allowedIPs: readonly string[];
  /** Seconds; absent is off. */
  readonly persistentKeepalive: number | undefined;
}

/** Returns the network resources that are peers of this one, sorted by node id. AllowedIPs are disjoint. */
export function peersOf(topology: Topology, from: Vertex): readonly MeshPeer[] {
  const { vertices, network } = topology;
  const preferred = preferredFamilies(network);
  const { mode, seconds } = network.policy.keepalive;
  const allowedIPs = allowedIPsFrom(topology, from);
  const peers: MeshPeer[] = [];
  for (const vertex of vertices) {
    if (vertex === from) continue;
    const bit = peeringFamily(from, vertex, preferred);
    if (bit === none) continue;
    const endpoint = endpointTo(from, vertex, bit);
    const dialled = (dialFamilies(vertex, from) & bit) !== none;
    const kept = seconds > 0 && (mode === 'every-peer' || !dialled);
    peers.push({
      vertex,
      family: familyOf(bit),
      endpoint,
      dialled,
      allowedIPs: allowedIPs(vertex),
      persistentKeepalive: kept ? seconds : undefined,
    });
  }
  return peers;
}

/** Returns the AllowedIPs of an access point at the node it dials. That node has no endpoint of it. */
export function accessPointAllowedIPs(accessPoint: AccessPoint): readonly string[] {
  return ownPrefixes(accessPoint).map(({ text }) => text);
}

/**
 * Returns a function that finds the prefixes whose path from `from` begins with a peer: its own, and those of all
 * that lie behind it. A peer with nothing behind it shares its vertex's list.
 */
function allowedIPsFrom(topology: Topology, from: Vertex): (peer: Vertex) => readonly string[] {
  const hops = firstHops(from, topology.vertices, topology.aggregators);
  const carried = new Map<number, string[]>();
  hops.forEach((hop, to) => {
    if (hop !== nowhere && hop !== to) carried.set(hop, []);
  });
  if (carried.size > 0) {
    const { texts, owners } = topology.prefixes;
    texts.forEach((text, i) => {
      carried.get(hops[owners[i] ?? 0] ?? nowhere)?.push(text);
    });
  }
  return (peer) => carried.get(peer.index) ?? peer.allowedIPs;
}
