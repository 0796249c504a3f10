import fc from 'fast-check';
import { type MeshOptions, sketches } from './arbitrary-sketch.js';
import type { Sketch } from './sketch.js';
import {
  documentsOf,
  inventoryOf,
  type JsonDocument,
  type MeshDocuments,
  networkOf,
} from './sketch-documents.js';
import { type Edit, edited, editKinds } from './sketch-edit.js';

/** How long a generated history may be. */
export interface VersionsOptions extends MeshOptions {
  /** Versions after the first, 4 unless told. */
  readonly maxEdits?: number;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(...editKinds),
  at: fc.nat({ max: 76 }),
  other: fc.nat({ max: 76 }),
  value: fc.nat({ max: 60_000 }),
});

/**
 * Successive versions of a tenant network, each with the inventory of its time, each valid and connectable: nodes
 * join, leave, hide, become public, go down, are rebuilt; keys are rotated or swapped, subnets and access points
 * move, ports, aggregators, policy and ranges change. One to three edits a version.
 */
export function versions(options: VersionsOptions = {}): fc.Arbitrary<readonly MeshDocuments[]> {
  const { maxEdits = 4, maxNodes = 7 } = options;
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

/** Two or three tenant networks that share nodes: every node's listen port is handed from each to the next. */
export function tenancies(options: MeshOptions = {}): fc.Arbitrary<Tenancies> {
  const several = fc.array(fc.nat(), { minLength: 2, maxLength: 3 });
  return fc.tuple(sketches({ maxNodes: 6, ...options }), several).map(([sketch, seeds]) => {
    const tenants = seeds.map((seed, i) => tenant(sketch, seed, i));
    const at = (round: number) =>
      tenants.map((each, i) => networkOf(withPorts({ ...each, version: round }, (i + round) % seeds.length)));
    return { inventory: inventoryOf(sketch.nodes), networks: at(0), next: at(1) };
  });
}

function tenant(sketch: Sketch, seed: number, i: number): Sketch {
  const nodes = sketch.nodes.map((node) => ({
    ...node,
    member: node.anchor || ((seed >> node.number) & 1) === 0,
  }));
  return { ...sketch, id: `t${i}`, seed, nodes };
}

function withPorts(sketch: Sketch, base: number): Sketch {
  const nodes = sketch.nodes.map((node) => ({ ...node, port: 7000 + 100 * base + node.number }));
  return { ...sketch, nodes };
}
