import { arePeers } from './peering.js';
import type { Topology } from './topology.js';
import type { Vertex } from './vertex.js';

/** Outer IPv6 (40), UDP (8) and WireGuard (32) headers, in bytes: what the tunnel takes from the underlay's MTU. */
const overhead = 80;

/** Ethernet's: the most that the path between a node and an access point is trusted with, wherever a laptop is. */
const accessUnderlayMtu = 1500;

/** Returns the MTU in bytes of a tunnel over an underlay with this MTU: 1420 over 1500. */
export function tunnelMtu(underlayMtu: number): number {
  return underlayMtu - overhead;
}

/**
 * Returns the MTU in bytes of the vertex's WireGuard device. A device has one MTU for all its peers, so it is the
 * least of both ends of every peering, and an access point is an end that carries no jumbo frames.
 */
export function deviceMtu({ narrow }: Pick<Topology, 'narrow'>, vertex: Vertex): number {
  const { underlayMtu, accessPoints } = vertex;
  const own = accessPoints.length === 0 ? underlayMtu : Math.min(underlayMtu, accessUnderlayMtu);
  for (const peer of narrow) {
    if (peer.underlayMtu >= own) break;
    if (arePeers(vertex, peer)) return tunnelMtu(peer.underlayMtu);
  }
  return tunnelMtu(own);
}

/** Returns the MTU in bytes for an access point of the vertex. */
export function accessMtu({ underlayMtu }: Vertex): number {
  return tunnelMtu(Math.min(underlayMtu, accessUnderlayMtu));
}

/**
 * Returns the vertices whose underlay carries less than another's, the narrowest first: those that may bound a peer's
 * MTU. Nearly always there are none.
 */
export function narrowOf(vertices: readonly Vertex[]): readonly Vertex[] {
  let widest = 0;
  for (const { underlayMtu } of vertices) if (underlayMtu > widest) widest = underlayMtu;
  const narrow: Vertex[] = [];
  for (const vertex of vertices) if (vertex.underlayMtu < widest) narrow.push(vertex);
  return narrow.sort((a, b) => a.underlayMtu - b.underlayMtu);
}
