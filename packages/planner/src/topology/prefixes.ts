import { ascending } from '../scalar/order.js';
import { comparePrefixes, type Prefix } from '../scalar/prefix.js';
import { tunnelWord } from '../scalar/tunnel.js';
import type { Vertex } from './vertex.js';

/** All prefixes of a mesh in canonical order, and for each the index of the vertex that owns it. */
export interface MeshPrefixes {
  readonly texts: readonly string[];
  readonly owners: Int32Array;
}

/** The prefixes of the vertices. None overlap, so their first addresses alone put them in order. */
export function prefixesOf(vertices: readonly Vertex[]): MeshPrefixes {
  const count = vertices.reduce((sum, { accessPoints }) => sum + 2 + 2 * accessPoints.length, 0);
  const texts: string[] = [];
  const owners = new Int32Array(count);
  const all = new Uint32Array(count);
  const ipv6: { readonly prefix: Prefix; readonly owner: number }[] = [];
  for (const { index, resource, accessPoints, allowedIPs } of vertices) {
    const words = [resource.subnet.words[0] ?? 0, tunnelWord(resource.subnet)];
    for (const { subnet } of accessPoints) words.push(subnet.words[0] ?? 0, tunnelWord(subnet));
    // The IPv4 ones among the AllowedIPs come first and in this order.
    words.sort(byNumber);
    for (let i = 0; i < words.length; i++) {
      all[texts.length] = words[i] ?? 0;
      owners[texts.length] = index;
      texts.push(allowedIPs[i] ?? '');
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
