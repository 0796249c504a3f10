import { accessPointAllowedIPs, peersOf } from '../topology/peer.js';
import type { Topology } from '../topology/topology.js';
import type { Vertex } from '../topology/vertex.js';

/**
 * Returns a function that writes the WireGuard configuration of a node as text, in the format of wg(8) `setconf`,
 * without the private key; `undefined` where the node has no network resource. The section of a peer is the same on
 * most nodes, so it is written once for all of them.
 */
export function wireguardConfigurations(topology: Topology): (node: string) => string | undefined {
  const shared = topology.vertices.map((): string | undefined => undefined);
  const ownSection = (vertex: Vertex) => {
    const text = shared[vertex.index] ?? peerSection(vertex.resource.publicKey, vertex.allowedIPs);
    shared[vertex.index] = text;
    return text;
  };
  return (node) => {
    const vertex = topology.vertexByNode.get(node);
    return vertex === undefined ? undefined : configuration(topology, vertex, ownSection);
  };
}

/** Writes one `[Peer]` section of wg(8)'s configuration file. */
export function peerSection(publicKey: string, allowedIPs: readonly string[]): string {
  return `\n[Peer]\nPublicKey = ${publicKey}\nAllowedIPs = ${allowedIPs.join(', ')}\n`;
}

function configuration(topology: Topology, vertex: Vertex, ownSection: (vertex: Vertex) => string): string {
  const { mode, seconds } = topology.network.policy.keepalive;
  const keepalive = `PersistentKeepalive = ${seconds}\n`;
  let text = `[Interface]\nListenPort = ${vertex.resource.listenPort}\n`;
  for (const { vertex: peer, allowedIPs, endpoint, persistentKeepalive } of peersOf(topology, vertex)) {
    text +=
      allowedIPs === peer.allowedIPs ? ownSection(peer) : peerSection(peer.resource.publicKey, allowedIPs);
    if (endpoint !== undefined) text += `Endpoint = ${endpoint}\n`;
    if (persistentKeepalive !== undefined) text += keepalive;
  }
  for (const accessPoint of vertex.accessPoints) {
    text += peerSection(accessPoint.publicKey, accessPointAllowedIPs(accessPoint));
    if (mode === 'every-peer' && seconds > 0) text += keepalive;
  }
  return text;
}
