import fc from 'fast-check';
import type { JsonDocument } from '../json-document.js';
import { documentsOf, inventoryOf, type MeshDocuments, networkOf } from '../sketch/documents.js';
import { type Edit, edited, editKinds } from '../sketch/edit.js';
import type { Sketch } from '../sketch/sketch.js';
import { type MeshOptions, sketches } from './sketch.js';

/** How long a generated history may be. */
export interface VersionsOptions extends MeshOptions {
  /** Versions after the first, 4 unless told. */
  readonly maxEdits?: number;
}

/** What changes most on a node comes more often. */
const frequent = ['rebuild', 'join-or-leave', 'rebuild', 'hide-or-show'] as const;

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(...editKinds, ...frequent),
  at: fc.nat({ max: 76 }),
  other: fc.nat({ max: 76 }),
  value: fc.nat({ max: 60_000 }),
});

/**
 * Generates successive versions of a tenant network, each with the inventory of its time, each valid and connectable:
 * nodes join, leave, hide, become public, go down, are rebuilt; keys are rotated or swapped, subnets and access points
 * move, ports, aggregators, policy and ranges change. One to three edits a version.
 */
export function versions(options: VersionsOptions = {}): fc.Arbitrary<readonly MeshDocuments[]> {
  const { maxEdits = 4, maxNodes = 6 } = options;
  const edits = fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: maxEdits,
  });
  return fc.tuple(sketches({ maxNodes }), edits).map(([first, history]) => {
    const all = [first];
    for (const step of history) {
      const last = all.at(-1) ?? first;
      all.push({ ...step.reduce(edited, last), version: last.version + 1 });
    }
    return all.map(documentsOf);
  });
}

/** Several tenant networks over one inventory, and their next versions, in which their listen ports go round. */
export interface Tenancies {
  readonly inventory: JsonDocument;
  readonly networks: readonly JsonDocument[];
  readonly next: readonly JsonDocument[];
}

/**
 * Generates two or three tenant networks that share nodes: every node's listen port is handed from each to the next,
 * while some of them join and leave.
 */
export function tenancies(options: MeshOptions = {}): fc.Arbitrary<Tenancies> {
  const several = fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 2, maxLength: 3 });
  return fc.tuple(sketches({ maxNodes: 6, ...options }), several).map(([sketch, absences]) => {
    const at = (version: 0 | 1) =>
      absences.map((absent, i) => {
        const members = withMembers({ ...sketch, id: `t${i}`, version }, absent[version]);
        return networkOf(withPorts(members, (i + version) % absences.length));
      });
    return { inventory: inventoryOf(sketch.nodes), networks: at(0), next: at(1) };
  });
}

/** Takes the nodes whose bits are set out of the network, anchors aside. */
function withMembers(sketch: Sketch, absent: number): Sketch {
  const nodes = sketch.nodes.map((node) => ({
    ...node,
    member: node.anchor || ((absent >> node.number) & 1) === 0,
  }));
  return { ...sketch, nodes };
}

function withPorts(sketch: Sketch, base: number): Sketch {
  const nodes = sketch.nodes.map((node) => ({ ...node, port: 7000 + 100 * base + node.number }));
  return { ...sketch, nodes };
}
