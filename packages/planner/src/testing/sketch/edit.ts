import { type Shape, type Sketch, type SketchedNode, shapes } from './sketch.js';

/** What is done to a sketch. */
export const editKinds = [
  'join-or-leave',
  'hide-or-show',
  'down-or-up',
  'rebuild',
  'rotate-key',
  'swap-keys',
  'swap-subnets',
  'new-subnet',
  'new-port',
  'access-point',
  'move-access-points',
  'aggregator',
  'policy',
  'range6',
  'renumber',
] as const;

/**
 * One edit of a tenant network or its inventory. `at` and `other` choose nodes, modulo how many there are; `value`
 * is a port, a shape or what else the edit needs, modulo what is possible.
 */
export interface Edit {
  readonly kind: (typeof editKinds)[number];
  readonly at: number;
  readonly other: number;
  readonly value: number;
}

/** Returns the sketch after an edit. An edit that would leave a pair without a path changes nothing. */
export function edited(sketch: Sketch, { kind, at, other, value }: Edit): Sketch {
  const node = sketch.nodes[at % Math.max(sketch.nodes.length, 1)];
  const second = sketch.nodes[other % Math.max(sketch.nodes.length, 1)];
  if (node === undefined || second === undefined) return sketch;
  const free = !node.anchor;
  switch (kind) {
    case 'join-or-leave':
      return free ? withNodes(sketch, { ...node, member: !node.member }) : sketch;
    case 'hide-or-show':
      return free ? withNodes(sketch, { ...node, hidden: !node.hidden }) : sketch;
    case 'down-or-up':
      return free ? withNodes(sketch, { ...node, down: !node.down }) : sketch;
    case 'rebuild':
      return free ? withNodes(sketch, { ...node, shape: shapeOf(value) }) : sketch;
    case 'rotate-key':
      return withNodes(sketch, {
        ...node,
        key: 1 + sketch.nodes.reduce((most, { key }) => Math.max(most, key), 0),
      });
    case 'swap-keys':
      return withNodes(sketch, { ...node, key: second.key }, { ...second, key: node.key });
    case 'swap-subnets':
      return withNodes(sketch, { ...node, slot: second.slot }, { ...second, slot: node.slot });
    case 'new-subnet':
      return withNodes(sketch, { ...node, slot: unusedSlot(sketch) });
    case 'new-port':
      return withNodes(sketch, { ...node, port: 1024 + (value % 50_000) });
    case 'access-point':
      return withNodes(sketch, { ...node, accessPoints: toggled(sketch, node) });
    case 'move-access-points':
      return node === second ? sketch : movedAccessPoints(sketch, node, second);
    case 'aggregator':
      return withAggregators(withNodes(sketch, { ...node, aggregator: !node.aggregator }));
    case 'policy':
      return { ...sketch, ...policies[value % policies.length] };
    case 'range6':
      return { ...sketch, dualStack: !sketch.dualStack };
    case 'renumber':
      return { ...sketch, range: value % 5 };
    default:
      return kind satisfies never;
  }
}

/**
 * Names the nodes as aggregators that make a path for every pair, where a network names any. Where all nodes are
 * anchors no pair needs a path.
 */
export function withAggregators(sketch: Sketch): Sketch {
  if (sketch.nodes.every(({ anchor }) => anchor)) return sketch;
  const named = sketch.nodes.some(({ aggregator }) => aggregator);
  const nodes = sketch.nodes.map((node) => (node.anchor ? { ...node, aggregator: named } : node));
  return { ...sketch, nodes };
}

const policies: readonly Pick<Sketch, 'keepalive' | 'preferFamily'>[] = [
  { keepalive: undefined, preferFamily: undefined },
  { keepalive: { mode: 'every-peer', seconds: 20 }, preferFamily: 'ipv4' },
  { keepalive: { mode: 'dialler', seconds: 0 }, preferFamily: 'ipv6' },
  { keepalive: { mode: 'dialler', seconds: 30 }, preferFamily: 'ipv4' },
];

function shapeOf(value: number): Shape {
  return shapes[value % shapes.length] ?? 'ipv4-nat';
}

function withNodes(sketch: Sketch, ...changed: readonly SketchedNode[]): Sketch {
  const byNumber = new Map(changed.map((node) => [node.number, node]));
  return { ...sketch, nodes: sketch.nodes.map((node) => byNumber.get(node.number) ?? node) };
}

function unusedSlot({ nodes }: Sketch): number {
  const used = new Set(nodes.map(({ slot }) => slot));
  let slot = 1;
  while (used.has(slot)) slot++;
  return slot;
}

/**
 * Returns the node's access points after a toggle. A node has two access points of its own, which come one after the
 * other and go together.
 */
function toggled({ nodes }: Sketch, { number, accessPoints }: SketchedNode): readonly number[] {
  const used = new Set(nodes.flatMap((node) => node.accessPoints));
  const next = [100 + number, 177 + number].find((slot) => !used.has(slot));
  return next === undefined ? [] : [...accessPoints, next];
}

function movedAccessPoints(sketch: Sketch, from: SketchedNode, to: SketchedNode): Sketch {
  const all = [...to.accessPoints, ...from.accessPoints];
  return withNodes(sketch, { ...from, accessPoints: [] }, { ...to, accessPoints: all });
}
