import * as E from 'fp-ts/lib/Either.js';
import { concat } from 'fp-ts/lib/NonEmptyArray.js';
import { nonEmpty, type PlanErrors } from '../error.js';
import { compareTexts } from '../scalar/id.js';
import { decode, salvage } from './decode.js';
import { type Inventory, inventory, nodeEntry } from './inventory.js';
import { validateInventory } from './validate-inventory.js';

/** An inventory from unknown JSON (`inventory/1`), or every error in it. */
export function parseInventory(json: unknown): E.Either<PlanErrors, Inventory> {
  const decoded = decode(inventory, 'inventory', json);
  if (E.isLeft(decoded))
    return E.left(concat(decoded.left, [...validateInventory(salvage(nodeEntry, json, 'nodes'))]));
  const { schema, nodes } = decoded.right;
  const errors = nonEmpty(validateInventory(nodes));
  return errors === undefined
    ? E.right({ schema, nodes: nodes.toSorted((a, b) => compareTexts(a.id, b.id)) })
    : E.left(errors);
}
