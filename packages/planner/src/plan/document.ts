import type { Change } from '../change/change.js';
import { canonicalText } from '../operation/canonical.js';
import type { Operation } from '../operation/operation.js';
import { digest } from '../scalar/digest.js';
import { canonical } from '../state/canonical.js';
import type { NodeState } from '../state/node-state.js';
import { comparedText } from '../state/satisfies.js';
import type { PlanOwner } from './plan-owner.js';

/** How much a plan does. */
export interface Summary {
  readonly create: number;
  readonly update: number;
  readonly delete: number;
  readonly operations: number;
  /** Operations that reset WireGuard sessions. */
  readonly disruptive: number;
}

/**
 * A plan for one node (`plan/2`). `basis` is the sha256 of the observed state it was computed from, `hash` that of
 * all an executor acts on: owners, node, basis and operations. `JSON.stringify` of a plan is canonical: the same
 * input gives the same bytes. No secret is ever in it.
 */
export interface Plan {
  readonly schema: 'plan/2';
  readonly owners: readonly PlanOwner[];
  readonly node: string;
  readonly basis: string;
  /** For people: what becomes of each resource. */
  readonly changes: readonly Change[];
  /** For executors: the same, step by step, in order. */
  readonly operations: readonly Operation[];
  readonly summary: Summary;
  readonly hash: string;
}

/** Returns the plan with its summary and hash. */
export function sealed(
  owners: readonly PlanOwner[],
  node: string,
  basis: string,
  changes: readonly Change[],
  operations: readonly Operation[],
): Plan {
  return {
    schema: 'plan/2',
    owners,
    node,
    basis,
    changes,
    operations,
    summary: summaryOf(changes, operations),
    hash: hashOf(owners, node, basis, operations),
  };
}

/**
 * Returns the sha256 of what an executor acts on: a line of JSON with schema, owners, node and basis, then a line for
 * each operation (`canonicalText`). Compute it again to see that a saved plan is whole.
 */
export function hashOf(
  owners: readonly PlanOwner[],
  node: string,
  basis: string,
  operations: readonly Operation[],
): string {
  const head = JSON.stringify({ schema: 'plan/2', owners, node, basis });
  return digest(`${head}\n${operations.map(canonicalText).join('\n')}`);
}

/**
 * Returns the sha256 of an observed state, as far as a plan can depend on it. Endpoints and handshakes are left out:
 * peers roam and sessions age while a plan is read, and setting an endpoint that has just come right does no harm.
 */
export function basisOf({ node, resources }: NodeState): string {
  const lines = [node];
  let device = '';
  for (const each of canonical(resources)) {
    if (each.kind !== 'Peer') {
      lines.push(comparedText(each));
      continue;
    }
    // In canonical order the peers of a device are neighbours: it is named once for all of them.
    const own = `Peers ${each.netns ?? ''} ${each.device}`;
    if (own !== device) lines.push(own);
    device = own;
    lines.push(`${each.publicKey} ${each.allowedIPs.join()} ${each.persistentKeepalive ?? 0}`);
  }
  return digest(lines.join('\n'));
}

function summaryOf(changes: readonly Change[], operations: readonly Operation[]): Summary {
  const count = (kind: Change['kind']) =>
    changes.reduce((sum, change) => sum + Number(change.kind === kind), 0);
  return {
    create: count('Create'),
    update: count('Update'),
    delete: count('Delete'),
    operations: operations.length,
    disruptive: operations.reduce((sum, { disruptive }) => sum + Number(disruptive === true), 0),
  };
}
