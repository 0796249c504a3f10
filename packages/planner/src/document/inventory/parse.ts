import * as E from 'fp-ts/lib/Either.js';
import type { PlanErrors } from '../../error.js';
import { compareTexts } from '../../scalar/id.js';
import { decode, salvage } from '../decode.js';
import { type Inventory, inventory, nodeEntry } from './document.js';
import { validateInventory } from './validate.js';
import type { InventoryDocument } from './written.js';

/** Parses unknown JSON as an inventory (`inventory/1`), or returns every error in it. */
export function parseInventory(document: InventoryDocument): E.Either<PlanErrors, Inventory>;
export function parseInventory(json: unknown): E.Either<PlanErrors, Inventory>;
export function parseInventory(json: unknown): E.Either<PlanErrors, Inventory> {
  const decoded = decode(inventory, 'inventory', json, {
    whole: ({ nodes }) => validateInventory(nodes),
    part: () => validateInventory(salvage(nodeEntry, json, 'nodes')),
  });
  if (E.isLeft(decoded)) return decoded;
  const { schema, nodes } = decoded.right;
  return E.right({ schema, nodes: nodes.toSorted((a, b) => compareTexts(a.id, b.id)) });
}
