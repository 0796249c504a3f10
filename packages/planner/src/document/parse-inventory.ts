import * as E from 'fp-ts/lib/Either.js';
import { concat } from 'fp-ts/lib/NonEmptyArray.js';
import { nonEmpty, type PlanErrors } from '../error.js';
import { compareTexts } from '../scalar/id.js';
import type { ValueOf } from './codec.js';
import { decode, indexed, salvage } from './decode.js';
import { type Inventory, inventory, type Node, node } from './inventory.js';
import { validateInventory } from './validate-inventory.js';

/** An inventory from unknown JSON (`inventory/1`), or every error in it. */
export function parseInventory(json: unknown): E.Either<PlanErrors, Inventory> {
  const decoded = decode(inventory, 'inventory', json);
  if (E.isLeft(decoded))
    return E.left(concat(decoded.left, [...validateInventory(salvage(node, json, 'nodes'))]));
  const { schema, nodes } = decoded.right;
  const errors = nonEmpty(validateInventory(indexed(nodes)));
  if (errors !== undefined) return E.left(errors);
  return E.right({ schema, nodes: nodes.map(normalised).sort((a, b) => compareTexts(a.id, b.id)) });
}

type Decoded = ValueOf<typeof node>;

function normalised(read: Decoded): Node {
  const {
    interfaces = [],
    inbound = [],
    hidden = false,
    down = false,
    listenPortsInUse = [],
    ...rest
  } = read;
  return {
    ...rest,
    interfaces: interfaces.map(({ addresses = [], gateways = [], ...each }) => ({
      ...each,
      addresses,
      gateways,
    })),
    inbound,
    hidden,
    down,
    listenPortsInUse,
  };
}
