import type fc from 'fast-check';
import type { Inventory } from '../../document/inventory/document.js';
import { parseInventory } from '../../document/inventory/parse.js';
import type { TenantNetwork } from '../../document/tenant-network/document.js';
import { parseTenantNetwork } from '../../document/tenant-network/parse.js';
import { known } from '../known.js';
import { documentsOf, type MeshDocuments } from '../sketch/documents.js';
import { type MeshOptions, sketches } from './sketch.js';

/** A tenant network and the inventory under it, parsed. */
export interface Mesh {
  readonly network: TenantNetwork;
  readonly inventory: Inventory;
}

/**
 * Generates pairs of documents, valid and connectable by construction: nodes that are public in both families, in one,
 * or hidden; LANs, nodes that are down or not in the network, access points, named aggregators or none, IPv6 inside the
 * tunnel or not, every policy.
 */
export function meshDocuments(options?: MeshOptions): fc.Arbitrary<MeshDocuments> {
  return sketches(options).map(documentsOf);
}

/** Generates the same, parsed: `fc.assert(fc.property(mesh(), ({ network, inventory }) => …))`. */
export function mesh(options?: MeshOptions): fc.Arbitrary<Mesh> {
  return meshDocuments(options).map(parsedMesh);
}

/**
 * Parses documents that are known to be valid. Throws where they are not, which is a defect of the code that made them.
 */
export function parsedMesh({ network, inventory }: MeshDocuments): Mesh {
  return { network: known(parseTenantNetwork(network)), inventory: known(parseInventory(inventory)) };
}

/** Shuffles every array of a document, at every depth, by a seed: what no plan may depend on. */
export function shuffled(document: unknown, seed: number): unknown {
  if (Array.isArray(document)) {
    const items = document.map((item: unknown) => shuffled(item, seed));
    return items
      .map((item, i) => ({ item, rank: scramble(seed + i) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ item }) => item);
  }
  if (typeof document !== 'object' || document === null) return document;
  return Object.fromEntries(Object.entries(document).map(([key, value]) => [key, shuffled(value, seed)]));
}

function scramble(value: number): number {
  const mixed = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
