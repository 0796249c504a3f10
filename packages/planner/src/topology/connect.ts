import * as E from 'fp-ts/lib/Either.js';
import type { Inventory, Node } from '../document/inventory/document.js';
import type { AccessPoint, TenantNetwork } from '../document/tenant-network/document.js';
import { nonEmpty, type PlanErrors } from '../error.js';
import { aggregatorsOf } from './aggregators.js';
import { lansOf, neighboursIn } from './lan.js';
import { narrowOf } from './mtu.js';
import { prefixesOf } from './prefixes.js';
import { checkPaths, needsAggregators } from './reachable.js';
import type { Topology } from './topology.js';
import { checkTopology } from './validate.js';
import { type Vertex, vertexOf } from './vertex.js';

/** Shared by the vertices without: most of them. */
const noAccessPoints: readonly AccessPoint[] = [];

/**
 * Lays the network over the inventory: the reachability of every node, the aggregators, and from them every peering
 * and path. Errors: a node the inventory lacks, a port in use, an access point nobody can reach or that would
 * swallow its endpoint, an aggregator that cannot aggregate, an MTU too small, and a pair with no path.
 */
export function connect(network: TenantNetwork, inventory: Inventory): E.Either<PlanErrors, Topology> {
  const topology = survey(network, inventory);
  if (E.isLeft(topology)) return topology;
  const errors = nonEmpty(checkPaths(topology.right));
  return errors === undefined ? topology : E.left(errors);
}

/** Connects as `connect` does, but allows pairs without a path: for looking at a network that does not work yet. */
export function survey(network: TenantNetwork, inventory: Inventory): E.Either<PlanErrors, Topology> {
  const topology = compile(network, inventory);
  const errors = nonEmpty(checkTopology(topology));
  return errors === undefined ? E.right(topology) : E.left(errors);
}

function compile(network: TenantNetwork, { nodes }: Inventory): Topology {
  const vertices = verticesOf(network, nodes);
  return {
    network,
    vertices,
    vertexByNode: byId(vertices, ({ node }) => node.id),
    aggregators: aggregatorsOf(network, vertices, () => needsAggregators(vertices)),
    prefixes: prefixesOf(vertices),
    neighbours: neighboursIn(nodes),
    narrow: narrowOf(vertices),
  };
}

function verticesOf(network: TenantNetwork, nodes: readonly Node[]): readonly Vertex[] {
  const nodeOf = finder(nodes);
  const lanOf = lansOf(nodes);
  const accessPoints = new Map<string, AccessPoint[]>();
  for (const each of network.accessPoints) {
    const there = accessPoints.get(each.node);
    if (there === undefined) accessPoints.set(each.node, [each]);
    else there.push(each);
  }
  const vertices: Vertex[] = [];
  for (const resource of network.resources) {
    const node = nodeOf(resource.node);
    if (node === undefined) continue;
    vertices.push(
      vertexOf(vertices.length, resource, node, accessPoints.get(node.id) ?? noAccessPoints, lanOf),
    );
  }
  return vertices;
}

/**
 * Returns a function that finds nodes by id. What is parsed comes in the order of ids, resources as well as nodes,
 * so each is found after the one before. Only for others all nodes are put in a map, which in a large inventory
 * takes longer than the walk.
 */
function finder(nodes: readonly Node[]): (id: string) => Node | undefined {
  let at = 0;
  let others: ReadonlyMap<string, Node> | undefined;
  return (id) => {
    for (let node = nodes[at]; node !== undefined && node.id <= id; node = nodes[at]) {
      at++;
      if (node.id === id) return node;
    }
    others ??= byId(nodes, (node) => node.id);
    return others.get(id);
  };
}

/**
 * Returns the list by id. The map is filled entry by entry: a list of ten thousand pairs would be garbage at once,
 * and show.
 */
function byId<A>(list: readonly A[], idOf: (each: A) => string): ReadonlyMap<string, A> {
  const map = new Map<string, A>();
  for (const each of list) map.set(idOf(each), each);
  return map;
}
