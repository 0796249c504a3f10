import type { Change } from '../change/change.js';
import type { Operation } from '../operation/operation.js';
import { digest } from '../scalar/digest.js';
import { canonical } from '../state/canonical.js';
import type { NodeState } from '../state/node-state.js';
import type { Resource } from '../state/resource.js';

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
 * A plan for one node (`plan/1`). `basis` is the sha256 of the observed state it was computed from, `hash` that of
 * all an executor acts on: networks, node, basis and operations. `JSON.stringify` of a plan is canonical: the same
 * input gives the same bytes. No secret is ever in it.
 */
export interface Plan {
  readonly schema: 'plan/1';
  readonly networks: readonly { readonly id: string; readonly version: number }[];
  readonly node: string;
  readonly basis: string;
  /** For people: what becomes of each resource. */
  readonly changes: readonly Change[];
  /** For executors: the same, step by step, in order. */
  readonly operations: readonly Operation[];
  readonly summary: Summary;
  readonly hash: string;
}

/** The plan with its summary and hash. */
export function sealed(
  networks: Plan['networks'],
  node: string,
  basis: string,
  changes: readonly Change[],
  operations: readonly Operation[],
): Plan {
  return {
    schema: 'plan/1',
    networks,
    node,
    basis,
    changes,
    operations,
    summary: summaryOf(changes, operations),
    hash: hashOf(networks, node, basis, operations),
  };
}

/** The sha256 of what an executor acts on: recompute it to see that a saved plan is whole. */
export function hashOf(
  networks: Plan['networks'],
  node: string,
  basis: string,
  operations: readonly Operation[],
): string {
  return digest(JSON.stringify({ schema: 'plan/1', networks, node, basis, operations }));
}

/**
 * The sha256 of an observed state, as far as a plan can depend on it. Endpoints and handshakes are left out: peers
 * roam and sessions age while a plan is read, and setting an endpoint that has just come right does no harm.
 */
export function basisOf({ node, resources }: NodeState): string {
  const lines = canonical(resources).map(({ resource, identity }) => `\n${identity} ${comparedOf(resource)}`);
  return digest(node, lines.join(''));
}

/** What a plan can depend on in a resource beside its identity, as text. */
function comparedOf(resource: Resource): string {
  switch (resource.kind) {
    case 'Sysctl':
      return resource.value;
    case 'NftTable':
      return resource.hash;
    case 'Link':
      return `${resource.netns ?? ''} ${resource.mtu} ${resource.alias} ${resource.disableIpv6}`;
    case 'WireGuardDevice':
      return resource.publicKey;
    case 'Peer':
      return `${resource.allowedIPs.join()} ${resource.persistentKeepalive ?? 0}`;
    case 'Route':
      return `${resource.device} ${resource.via ?? ''}`;
    default:
      return '';
  }
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
