import { arePeers } from './peering.js';
import type { Vertex } from './vertex.js';

/** A peering as an edge of the mesh: one value whichever end it is seen from. */
interface Edge {
  readonly rank: number;
  readonly low: number;
  readonly high: number;
}

/** The least path to an aggregator: where it begins, and the greatest of its edges. */
interface LeastPath {
  readonly to: Vertex;
  readonly first: Vertex;
  readonly greatest: Edge;
}

/** No first hop: the vertex itself, or no path. */
export const nowhere = -1;

/**
 * Returns the index of the first hop from `from` to every vertex, by index. Peers are their own first hop.
 * Everything else is reached over aggregators.
 *
 * WireGuard checks the source of what it receives against the AllowedIPs by which it routes, so the path back must
 * be the path there reversed, and the path from any hop onwards that hop's own. Shortest paths that are unique give
 * both. They are made unique by a total order on edges, the same from either end (a hash of the unordered pair, then
 * the pair): of two paths with equally many edges the lesser is the one whose greatest edge not shared is the
 * lesser, as though edge number i weighed 2^i. That is a sum over edges, so parts of least paths are least.
 *
 * To tell where the least path begins, the greatest edge of each is enough: paths that share it share all before it,
 * since of the paths to one vertex only the least is kept.
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
  if (far.length === 0) return hops;
  const layers = pathsToAggregators(from, aggregators);
  for (const to of far) {
    for (const paths of layers) {
      const best = bestPath(paths, to);
      if (best === undefined) continue;
      hops[to.index] = best.first.index;
      break;
    }
  }
  return hops;
}

/** Walks the aggregators breadth first, and returns the paths of one edge, those of two, and so on. */
function pathsToAggregators(from: Vertex, aggregators: readonly Vertex[]): readonly (readonly LeastPath[])[] {
  const layers: (readonly LeastPath[])[] = [];
  let rest = aggregators.filter((each) => each !== from);
  let reached = rest
    .filter((each) => arePeers(from, each))
    .map((to): LeastPath => ({ to, first: to, greatest: edgeBetween(from, to) }));
  while (reached.length > 0) {
    layers.push(reached);
    const last = reached;
    rest = rest.filter((each) => !last.some(({ to }) => to === each));
    reached = rest.flatMap((to) => bestPath(last, to) ?? []);
  }
  return layers;
}

/** Returns the least of the paths, all of one length, prolonged by one edge to `to`. */
function bestPath(paths: readonly LeastPath[], to: Vertex): LeastPath | undefined {
  let best: LeastPath | undefined;
  for (const { to: last, first, greatest } of paths) {
    if (!arePeers(last, to)) continue;
    const edge = greater(greatest, edgeBetween(last, to));
    if (best === undefined || compareEdges(edge, best.greatest) < 0) best = { to, first, greatest: edge };
  }
  return best;
}

function edgeBetween(a: Vertex, b: Vertex): Edge {
  const rank = mix(a.hash ^ b.hash, Math.min(a.hash, b.hash));
  return { rank, low: Math.min(a.index, b.index), high: Math.max(a.index, b.index) };
}

function compareEdges(a: Edge, b: Edge): number {
  return a.rank - b.rank || a.low - b.low || a.high - b.high;
}

function greater(a: Edge, b: Edge): Edge {
  return compareEdges(a, b) > 0 ? a : b;
}

/** Applies the finaliser of MurmurHash3 to both words. */
function mix(a: number, b: number): number {
  let hash = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
