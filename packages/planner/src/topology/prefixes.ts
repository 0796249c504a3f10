import { ascending } from '../scalar/order.js';
import { comparePrefixes, type Prefix } from '../scalar/prefix.js';
import { tunnelWord } from '../scalar/tunnel.js';
import type { Vertex } from './vertex.js';

/** All prefixes of a mesh in canonical order, and for each the index of the vertex that owns it. */
export interface MeshPrefixes {
  readonly texts: readonly string[];
  readonly owners: Int32Array;
}

/** Returns the prefixes of the vertices. No two overlap, so their first addresses alone put them in order. */
export function prefixesOf(vertices: readonly Vertex[]): MeshPrefixes {
  const count = vertices.reduce((sum, { accessPoints }) => sum + 2 + 2 * accessPoints.length, 0);
  const texts: string[] = [];
  const owners = new Int32Array(count);
  const all = new Uint32Array(count);
  const ipv6: { readonly prefix: Prefix; readonly owner: number }[] = [];
  // The IPv4 ones among the AllowedIPs come first, and in order as well.
  const put = ({ index, allowedIPs }: Vertex, word: number, place: number) => {
    all[texts.length] = word;
    owners[texts.length] = index;
    texts.push(allowedIPs[place] ?? '');
  };
  for (const vertex of vertices) {
    const { index, resource, accessPoints } = vertex;
    const subnet = resource.subnet.words[0] ?? 0;
    const tunnel = tunnelWord(resource.subnet);
    if (accessPoints.length === 0) {
      put(vertex, Math.min(subnet, tunnel), 0);
      put(vertex, Math.max(subnet, tunnel), 1);
    } else {
      const theirs = accessPoints.flatMap((each) => [each.subnet.words[0] ?? 0, tunnelWord(each.subnet)]);
      const words = [subnet, tunnel, ...theirs].sort(byNumber);
      for (const [place, word] of words.entries()) put(vertex, word, place);
    }
    if (resource.subnet6 !== undefined) ipv6.push({ prefix: resource.subnet6, owner: index });
    for (const { subnet6 } of accessPoints) {
      if (subnet6 !== undefined) ipv6.push({ prefix: subnet6, owner: index });
    }
  }
  ipv6.sort((a, b) => comparePrefixes(a.prefix, b.prefix));
  const sorted: string[] = [];
  const sortedOwners = new Int32Array(all.length + ipv6.length);
  for (const place of ascending(all)) {
    sortedOwners[sorted.length] = owners[place] ?? 0;
    sorted.push(texts[place] ?? '');
  }
  for (const { prefix, owner } of ipv6) {
    sortedOwners[sorted.length] = owner;
    sorted.push(prefix.text);
  }
  return { texts: sorted, owners: sortedOwners };
}

function byNumber(a: number, b: number): number {
  return a - b;
}
