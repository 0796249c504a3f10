import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { EgressAddresses } from '../desired/egress-addresses.js';
import type { TenantNetwork } from '../document/tenant-network/document.js';
import type { PlanErrors } from '../error.js';
import { compareTexts } from '../scalar/id.js';
import { emptyState, type NodeState } from '../state/node-state.js';
import type { Plan } from './document.js';
import { networkPart } from './network-part.js';
import { planOwners } from './plan-owners.js';
import { connectAll, type Networks, refuse } from './topologies.js';
import { checkNode } from './validate.js';

export interface PlanRequest extends Networks {
  readonly node: string;
  /** What is on the node; absent: nothing. On a node with a network of its own, of that and of all networks. */
  readonly observed?: NodeState;
  /** The egress addresses that networks are remembered to have towards the Internet. */
  readonly egressAddresses?: EgressAddresses;
}

export interface PlanAllRequest extends Networks {
  /** Returns what is on a node. Absent, or `undefined` for a node: nothing. */
  readonly observed?: (node: string) => NodeState | undefined;
  /** Which nodes, in the order of their plans; absent: those that have a part of the networks, sorted by id. */
  readonly nodes?: readonly string[];
}

/**
 * Returns the plan that brings a node to the given versions of its networks. Several networks of a node are planned as
 * one, so that a listen port can go from one to another. Only objects of the networks named are changed: what other
 * networks have on the node is left alone. Errors: those of `connect`, a network given twice, a node that is not in the
 * inventory, two networks with one port on the node, observed state of another node, names or ports that others than us
 * have taken, and `egress-addresses-exhausted`.
 */
export function plan({
  networks,
  inventory,
  node,
  observed = emptyState(node),
  egressAddresses,
}: PlanRequest): E.Either<PlanErrors, Plan> {
  return pipe(
    E.Do,
    E.bind('topologies', () => connectAll({ networks, inventory })),
    E.chainFirst(() => refuse(checkNode(inventory, node, observed))),
    E.chain(({ topologies }) => planOwners([networkPart(topologies, egressAddresses)], observed)),
  );
}

/**
 * Plans the nodes one at a time, each only when it is asked for. Errors that concern all nodes come alone, as the
 * only element.
 */
export function* planAll({
  networks,
  inventory,
  observed,
  nodes = nodesOf(networks),
}: PlanAllRequest): Generator<E.Either<PlanErrors, Plan>> {
  const topologies = connectAll({ networks, inventory });
  if (E.isLeft(topologies)) {
    yield topologies;
    return;
  }
  for (const node of nodes) {
    const state = observed?.(node) ?? emptyState(node);
    const refused = refuse(checkNode(inventory, node, state));
    yield E.isLeft(refused) ? refused : planOwners([networkPart(topologies.right)], state);
  }
}

/** Lists the nodes that have a part of any of the networks, sorted by id. */
export function nodesOf(networks: readonly TenantNetwork[]): readonly string[] {
  const nodes = new Set(networks.flatMap(({ resources }) => resources.map(({ node }) => node)));
  return [...nodes].sort(compareTexts);
}
