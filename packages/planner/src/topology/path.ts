import { dialFamilies } from './peering.js';
import type { Vertex } from './vertex.js';

/** A peering as an edge of the mesh: one value whichever end it is seen from. */
interface Edge {
  readonly rank: number;
  readonly low: number;
  readonly high: number;
}

/** The shortest way to an aggregator: its edges from the greatest to the least, and where it begins. */
interface Way {
  readonly to: Vertex;
  readonly first: Vertex;
  readonly edges: readonly Edge[];
}

/** No first hop: the vertex itself, or no path. */
export const nowhere = -1;

/**
 * The index of the first hop from `from` to every vertex, by index. Peers are their own first hop; everything else
 * is reached over aggregators.
 *
 * WireGuard checks the source of what it receives against the AllowedIPs by which it routes, so the path back must
 * be the path there reversed, and the path from any hop onwards that hop's own. Shortest paths that are unique give
 * both. They are made unique by a total order on edges, the same from either end (a hash of the unordered pair,
 * then the pair): of two paths with equally many edges the lesser is the one whose greatest edge not shared is the
 * lesser, as though edge number i weighed 2^i. That is a sum over edges, so parts of least paths are least.
 */
export function firstHops(
  from: Vertex,
  vertices: readonly Vertex[],
  aggregators: readonly Vertex[],
): Int32Array {
  const hops = new Int32Array(vertices.length).fill(nowhere);
  const far: Vertex[] = [];
  for (const to of vertices) {
    if (to === from) continue;
    if (arePeers(from, to)) hops[to.index] = to.index;
    else far.push(to);
  }
  if (far.length === 0 || aggregators.length === 0) return hops;
  const ways = waysToAggregators(from, aggregators);
  for (const to of far) {
    const best = bestWay(ways, to);
    if (best !== undefined) hops[to.index] = best.first.index;
  }
  return hops;
}

/** Breadth first over the aggregators: the way to each, in order of its length. */
function waysToAggregators(from: Vertex, aggregators: readonly Vertex[]): readonly Way[] {
  const ways: Way[] = [];
  let rest = aggregators.filter((each) => each !== from);
  let reached = rest
    .filter((each) => arePeers(from, each))
    .map((to): Way => ({ to, first: to, edges: [edgeBetween(from, to)] }));
  while (reached.length > 0) {
    ways.push(...reached);
    rest = rest.filter((each) => !reached.some(({ to }) => to === each));
    const last = reached;
    reached = rest.flatMap((to) => bestWay(last, to) ?? []);
  }
  return ways;
}

/** The least of the ways prolonged by one edge to `to`; the ways come in order of length. */
function bestWay(ways: readonly Way[], to: Vertex): Way | undefined {
  let best: Way | undefined;
  let last: Edge | undefined;
  for (const way of ways) {
    if (best !== undefined && way.edges.length > best.edges.length) break;
    if (way.to === to || !arePeers(way.to, to)) continue;
    const edge = edgeBetween(way.to, to);
    if (best !== undefined && last !== undefined && compareWays(way.edges, edge, best.edges, last) >= 0)
      continue;
    best = way;
    last = edge;
  }
  if (best === undefined || last === undefined) return undefined;
  return { to, first: best.first, edges: inserted(best.edges, last) };
}

function arePeers(a: Vertex, b: Vertex): boolean {
  return (dialFamilies(a, b) | dialFamilies(b, a)) !== 0;
}

function edgeBetween(a: Vertex, b: Vertex): Edge {
  const rank = mix(a.hash ^ b.hash, Math.min(a.hash, b.hash));
  return { rank, low: Math.min(a.index, b.index), high: Math.max(a.index, b.index) };
}

function compareEdges(a: Edge, b: Edge): number {
  return a.rank - b.rank || a.low - b.low || a.high - b.high;
}

/** Compares ways of equal length, each prolonged by an edge, from their greatest edge down; puts nothing together. */
function compareWays(a: readonly Edge[], lastA: Edge, b: readonly Edge[], lastB: Edge): number {
  const [placeA, placeB] = [placeOf(a, lastA), placeOf(b, lastB)];
  for (let i = 0; i <= a.length; i++) {
    const left = i === placeA ? lastA : a[i < placeA ? i : i - 1];
    const right = i === placeB ? lastB : b[i < placeB ? i : i - 1];
    const order = left === undefined || right === undefined ? 0 : compareEdges(left, right);
    if (order !== 0) return order;
  }
  return 0;
}

function inserted(edges: readonly Edge[], edge: Edge): readonly Edge[] {
  return edges.toSpliced(placeOf(edges, edge), 0, edge);
}

/** Where the edge belongs among edges from the greatest to the least. */
function placeOf(edges: readonly Edge[], edge: Edge): number {
  let place = 0;
  for (const each of edges) {
    if (compareEdges(each, edge) < 0) break;
    place++;
  }
  return place;
}

/** The finaliser of MurmurHash3, over both words. */
function mix(a: number, b: number): number {
  let hash = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
