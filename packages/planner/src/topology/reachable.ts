import type { PlanError } from '../error.js';
import { none } from './families.js';
import { arePeers, whyNoPeering } from './peering.js';
import type { Topology } from './topology.js';
import { resourcePath } from './validate.js';
import type { Vertex } from './vertex.js';

/**
 * Vertices between which no path differs, LANs aside: they dial and are dialled in the same families and meet the
 * same islands of aggregators. A network has few of these however many nodes it has, so that checking every pair
 * does not take every pair.
 */
interface Class {
  readonly sample: Vertex;
  readonly islands: Islands;
  readonly members: Vertex[];
  /** Members by LAN, for the pairs that peer over it. */
  readonly byLan: Map<number, Vertex[]>;
}

/**
 * Says whether there is a pair of network resources that are no peers, so that somebody must forward between them.
 */
export function needsAggregators(vertices: readonly Vertex[]): boolean {
  const classes = classesOf(vertices, () => noIslands);
  return classPairs(classes).some(([a, b]) => missingPairs(a, b) > 0);
}

/**
 * Returns an error for every two classes with a pair that has no path: the first such pair, and how many there are.
 * A node without a gateway reaches nobody, with any other nodes in the network. So it is named itself, and not with
 * each node that it does not reach.
 */
export function checkPaths(topology: Topology): readonly PlanError[] {
  const up = topology.vertices.filter(({ node }) => !node.down);
  const islands = islandsOf(topology.aggregators);
  const classes = classesOf(up, (vertex) => islandsMet(islands, vertex));
  const missing = classPairs(classes).filter(([a, b]) => missingPairs(a, b) > 0);
  if (missing.length === 0) return [];
  const isolated = classes.filter((each) => isIsolated(each) && missing.some((pair) => pair.includes(each)));
  const rest = missing.filter((pair) => !pair.some(isIsolated));
  const others = up.filter(({ egress }) => egress !== none);
  return [
    ...withoutGateway(topology, isolated),
    ...(rest.length > 0 && others.every(({ hidden }) => hidden)
      ? [noPublicNode(topology, others.length)]
      : rest.flatMap(([a, b]) => {
          const pair = firstMissing(a, b);
          return pair === undefined ? [] : [noPath(topology, pair[0], pair[1], missingPairs(a, b))];
        })),
  ];
}

function isIsolated({ sample }: Class): boolean {
  return sample.egress === none;
}

/** Returns one error for all isolated nodes: the first, and how many there are. */
function withoutGateway({ network }: Topology, isolated: readonly Class[]): readonly PlanError[] {
  const members = isolated.flatMap((each) => each.members).sort((a, b) => a.index - b.index);
  const [first] = members;
  if (first === undefined) return [];
  const { id } = first.node;
  const place = {
    document: 'tenant-network',
    network: network.id,
    path: resourcePath(id),
    value: id,
  } as const;
  return [{ kind: 'node-without-gateway', ...place, nodes: members.length }];
}

/**
 * A set of islands as bits. There are at most two: aggregators that can be dialled in the same family are peers.
 */
type Islands = number;

const noIslands: Islands = 0;

/** Aggregators that can forward to one another, directly or over others. */
interface Island {
  readonly bit: Islands;
  readonly members: readonly Vertex[];
}

function islandsOf(aggregators: readonly Vertex[]): readonly Island[] {
  const islands: Island[] = [];
  const left = new Set(aggregators);
  for (const start of aggregators) {
    if (!left.delete(start)) continue;
    const members = [start];
    for (const at of members) {
      for (const next of left) {
        if (arePeers(at, next) && left.delete(next)) members.push(next);
      }
    }
    islands.push({ bit: 1 << islands.length, members });
  }
  return islands;
}

/**
 * Returns the islands that the vertex has a peer on. An aggregator counts as its own peer: it can be dialled, also
 * by itself.
 */
function islandsMet(islands: readonly Island[], vertex: Vertex): Islands {
  let met = noIslands;
  for (const { bit, members } of islands) {
    if (members.some((each) => arePeers(each, vertex))) met |= bit;
  }
  return met;
}

function classesOf(vertices: readonly Vertex[], islandsFor: (vertex: Vertex) => Islands): readonly Class[] {
  const classes: Class[] = [];
  const byBits: (Class | undefined)[] = [];
  for (const vertex of vertices) {
    const islands = islandsFor(vertex);
    const bits = (islands << 4) | (vertex.egress << 2) | vertex.dialable;
    let own = byBits[bits];
    if (own === undefined) {
      own = { sample: vertex, islands, members: [], byLan: new Map() };
      byBits[bits] = own;
      classes.push(own);
    }
    own.members.push(vertex);
    if (vertex.lan < 0) continue;
    const neighbours = own.byLan.get(vertex.lan);
    if (neighbours === undefined) own.byLan.set(vertex.lan, [vertex]);
    else neighbours.push(vertex);
  }
  return classes;
}

function classPairs(classes: readonly Class[]): readonly (readonly [Class, Class])[] {
  return classes.flatMap((a, i) => classes.slice(i).map((b): readonly [Class, Class] => [a, b]));
}

/** Counts the pairs of a member of each that have no path. */
function missingPairs(a: Class, b: Class): number {
  if (dialAtAll(a.sample, b.sample) || (a.islands & b.islands) !== noIslands) return 0;
  const size =
    a === b ? (a.members.length * (a.members.length - 1)) / 2 : a.members.length * b.members.length;
  let onLan = 0;
  for (const [lan, members] of a.byLan) {
    for (const x of members) {
      for (const y of b.byLan.get(lan) ?? []) {
        if ((a !== b || x.index < y.index) && (x.lanFamilies & y.lanFamilies) !== none) onLan++;
      }
    }
  }
  return size - onLan;
}

function firstMissing(a: Class, b: Class): readonly [Vertex, Vertex] | undefined {
  for (const x of a.members) {
    const y = b.members.find((each) => each !== x && !arePeers(x, each));
    if (y !== undefined) return x.index < y.index ? [x, y] : [y, x];
  }
  return undefined;
}

/** Says whether either can dial the other over the Internet. This holds for any members of the two classes. */
function dialAtAll(a: Vertex, b: Vertex): boolean {
  return ((a.egress & b.dialable) | (b.egress & a.dialable)) !== none;
}

function noPublicNode({ network }: Topology, hidden: number): PlanError {
  return {
    kind: 'no-public-node',
    document: 'tenant-network',
    network: network.id,
    path: '$.resources',
    value: network.id,
    hidden,
  };
}

function noPath({ network }: Topology, from: Vertex, to: Vertex, pairs: number): PlanError {
  return {
    kind: 'no-path',
    document: 'tenant-network',
    network: network.id,
    path: resourcePath(from.node.id),
    value: `${from.node.id} - ${to.node.id}`,
    from: from.node.id,
    to: to.node.id,
    pairs,
    why: whyNoPeering(from, to),
  };
}
