import { type Address, compareAddresses } from '../scalar/address.js';
import { comparePrefixes, contains, type Prefix } from '../scalar/prefix.js';
import { type MeshPeer, peersOf } from './peer.js';
import type { Topology } from './topology.js';
import { ownPrefixes, type Vertex } from './vertex.js';

/** What one node makes of addresses: the AllowedIPs of its device, as the peer for each prefix of the mesh. */
interface Table {
  readonly peers: readonly MeshPeer[];
  /** By index among all prefixes of the mesh: 1 + index into `peers`, or 0. */
  readonly peerOf: Uint32Array;
}

/**
 * Returns a function that finds, for any node of the mesh, the peer to which it sends an address and from which it
 * takes it (wg(8), cryptokey routing). The function looks addresses up in the AllowedIPs that would be configured,
 * and knows nothing of paths.
 */
export function cryptokeyRouting(topology: Topology): (at: Vertex, address: Address) => MeshPeer | undefined {
  const prefixes = topology.vertices
    .flatMap(({ resource, accessPoints }) => [resource, ...accessPoints].flatMap(ownPrefixes))
    .sort(comparePrefixes);
  const indices = new Map(prefixes.map(({ text }, i) => [text, i]));
  const tables = new Map<Vertex, Table>();
  return (at, address) => {
    const table = tables.get(at) ?? makeTable(peersOf(topology, at), indices);
    tables.set(at, table);
    return table.peers[(table.peerOf[indexOf(prefixes, address)] ?? 0) - 1];
  };
}

function makeTable(peers: readonly MeshPeer[], indices: ReadonlyMap<string, number>): Table {
  const peerOf = new Uint32Array(indices.size);
  peers.forEach(({ allowedIPs }, i) => {
    for (const text of allowedIPs) {
      const index = indices.get(text);
      if (index !== undefined) peerOf[index] = i + 1;
    }
  });
  return { peers, peerOf };
}

/**
 * Returns the index of the prefix that holds the address, or -1. It is the last that does not begin after it, as no
 * prefixes overlap.
 */
function indexOf(prefixes: readonly Prefix[], address: Address): number {
  let [low, high] = [0, prefixes.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const prefix = prefixes[middle];
    if (prefix !== undefined && compareAddresses(prefix, address) <= 0) low = middle + 1;
    else high = middle;
  }
  const found = prefixes[low - 1];
  return found !== undefined && contains(found, address) ? low - 1 : -1;
}
