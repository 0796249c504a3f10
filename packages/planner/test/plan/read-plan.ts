import * as E from 'fp-ts/lib/Either.js';
import {
  type Change,
  hashOf,
  nodeOwner,
  type Operation,
  type Plan,
  type PlanError,
  parseInventory,
  parsePlan,
  parseTenantNetwork,
  plan,
  type Resource,
} from '../../src/index.js';
import { inventory, network, nodes, resource } from '../documents.js';
import { right } from '../right.js';

/** A value as it is when it has been to a file. */
export function written(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** What is wrong with a plan when it is read back. */
export function errorsOf(document: unknown): readonly PlanError[] {
  const parsed = parsePlan(written(document));
  return E.isLeft(parsed) ? parsed.left : [];
}

/** The same as `kind path` lines. */
export function said(document: unknown): readonly string[] {
  return errorsOf(document).map(({ kind, path }) => `${kind} ${path}`);
}

/** A new network `tn` of two public nodes, on one of them. */
export const sample = right(
  plan({
    networks: [right(parseTenantNetwork(network([resource('a', 2), resource('b', 3)])))],
    inventory: right(parseInventory(inventory(nodes.dual('a', 20), nodes.dual('b', 21)))),
    node: 'a',
  }),
);

/** The plan with a hash that fits what it now holds; as it is where that is nothing that could be hashed. */
export function resealed(plan: Plan): Plan {
  const { owners, node, basis, operations } = plan;
  try {
    return { ...plan, hash: hashOf(owners, node, basis, operations) };
  } catch {
    return plan;
  }
}

/**
 * The sample with other operations, and a hash and a summary that fit them; its changes are as they were. For operations
 * of the node's own it is a plan for the node too, which makes `eth0` a port.
 */
export function withOperations(operations: readonly Operation[]): Plan {
  const isNode = operations.some(({ owner }) => owner === nodeOwner);
  const owners = [...sample.owners, ...(isNode ? [{ id: nodeOwner }] : [])];
  const changes = [...sample.changes, ...(isNode ? [port] : [])];
  const disruptive = operations.filter((each) => each.disruptive === true).length;
  const summary = { ...sample.summary, operations: operations.length, disruptive };
  return resealed({ ...sample, owners, changes, operations, summary });
}

const port: Change = {
  kind: 'Create',
  after: { kind: 'LinkMaster', owner: nodeOwner, device: 'eth0', master: 'zos', type: 'bridge' },
  reason: 'port',
};

/** What the sample makes, and what it does not make but may be found. */
export const found: readonly Resource[] = [
  ...sample.changes.flatMap((each) => (each.kind === 'Create' ? [each.after] : [])),
  {
    kind: 'Rule',
    owner: 'tn',
    netns: 'n-tn',
    family: 'ipv4',
    priority: 1,
    from: '10.1.0.0/16',
    to: '10.2.0.0/16',
    table: 110,
  },
  {
    kind: 'Route',
    owner: 'tn',
    netns: 'n-tn',
    destination: '10.3.0.0/16',
    device: 'w-tn',
    via: '100.64.1.2',
  },
];
