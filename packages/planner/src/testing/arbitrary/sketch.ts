import fc from 'fast-check';
import { withAggregators } from '../sketch/edit.js';
import { mostNodes, type Shape, type Sketch, type SketchedNode, shapes } from '../sketch/sketch.js';

/** How large a generated network may be. */
export interface MeshOptions {
  /** Nodes of the inventory, 0 to 77; 12 unless told. */
  readonly maxNodes?: number;
}

/**
 * What gives every pair a path: one dual-stack public node; an IPv4 and an IPv6 public node that reach each other,
 * so that some paths have three hops; a full mesh in one family; or a LAN that all are on. The first two are more
 * frequent, since only they need paths.
 */
const frames: readonly Frame[] = ['dual', 'dual', 'dual', 'pair', 'pair', 'pair', 'flat', 'rack'];

type Frame = 'dual' | 'pair' | 'flat' | 'rack';

const lowerCase = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
const alphanumeric = [...lowerCase, ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

const rough = fc.record({
  id: fc.string({ unit: fc.constantFrom(...lowerCase), minLength: 1, maxLength: 4 }),
  shape: fc.constantFrom<Shape>(...shapes),
  hidden: oneIn(8),
  down: oneIn(8),
  lan: fc.option(fc.nat({ max: 1 }), { nil: undefined, freq: 2 }),
  member: oneIn(8).map((out) => !out),
  aggregator: oneIn(5),
  slot: fc.integer({ min: 1, max: 99 }),
  port: fc.integer({ min: 1024, max: 51_819 }),
  laptops: fc.constantFrom(0, 0, 0, 1, 2),
});

type Rough = typeof rough extends fc.Arbitrary<infer A> ? A : never;

/** Generates sketches that shrink towards few and plain nodes. */
export function sketches({ maxNodes = 12 }: MeshOptions = {}): fc.Arbitrary<Sketch> {
  const nodes = fc.uniqueArray(rough, {
    maxLength: Math.min(maxNodes, mostNodes),
    comparator: (a, b) => a.id === b.id || a.slot === b.slot || a.port === b.port,
    size: 'max',
  });
  const seconds = fc.constantFrom(25, 0, 20, 65_535);
  return fc
    .record({
      id: fc.string({ unit: fc.constantFrom(...alphanumeric), minLength: 1, maxLength: 13 }),
      version: fc.nat({ max: 9 }),
      seed: fc.nat(),
      range: fc.nat({ max: 4 }),
      dualStack: fc.boolean(),
      keepalive: fc.option(fc.record({ mode: fc.constantFrom('dialler', 'every-peer'), seconds }), {
        nil: undefined,
      }),
      preferFamily: fc.constantFrom(undefined, 'ipv4', 'ipv6'),
      frame: fc.constantFrom(...frames),
      nodes,
    })
    .map(({ frame, nodes, ...rest }) => withAggregators({ ...rest, nodes: nodes.map(framed(frame)) }));
}

function oneIn(n: number): fc.Arbitrary<boolean> {
  return fc.nat({ max: n - 1 }).map((value) => value === n - 1);
}

function framed(frame: Frame): (node: Rough, number: number) => SketchedNode {
  return ({ laptops, ...node }, number) => {
    const accessPoints = [100 + number, 177 + number].slice(0, laptops);
    const sketched = { ...node, number, key: number, accessPoints, anchor: false };
    const shape = anchorShape(frame, node.shape, number);
    if (shape === undefined)
      return frame === 'pair' ? { ...sketched, shape: oneFamily(node.shape) } : sketched;
    const anchor = { ...sketched, shape, anchor: true, member: true };
    return frame === 'rack' ? { ...anchor, lan: 0 } : { ...anchor, hidden: false, down: false };
  };
}

/** Returns the shape a node must have so that its frame holds; `undefined` where any will do. */
function anchorShape(frame: Frame, shape: Shape, number: number): Shape | undefined {
  const choice = (...fitting: readonly Shape[]) => (fitting.includes(shape) ? shape : fitting[0]);
  switch (frame) {
    case 'dual':
      return number === 0 ? choice('dual-public', 'dual-inbound') : undefined;
    case 'pair':
      if (number === 0) return 'ipv4-inbound';
      return number === 1 ? choice('ipv6-public', 'ipv6-inbound') : undefined;
    case 'flat':
      return choice('ipv4-public', 'ipv4-inbound', 'dual-public', 'dual-inbound');
    case 'rack':
      return choice('ipv4-nat', 'ula-nat', 'firewalled-dual', 'ipv6-inbound');
    default:
      return frame satisfies never;
  }
}

/**
 * Returns the shape with one family only. Without dual-stack nodes, paths between the families are longer, and there
 * are more of them to choose from.
 */
function oneFamily(shape: Shape): Shape {
  switch (shape) {
    case 'dual-public':
      return 'ipv4-inbound';
    case 'dual-inbound':
      return 'ipv6-inbound';
    case 'ula-nat':
      return 'ipv4-nat';
    case 'firewalled-dual':
      return 'firewalled-ipv6';
    default:
      return shape;
  }
}
