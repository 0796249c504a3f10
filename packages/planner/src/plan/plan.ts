import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { diff } from '../change/diff.js';
import { desired } from '../desired/network-resource.js';
import type { Inventory } from '../document/inventory.js';
import type { TenantNetwork } from '../document/tenant-network.js';
import { nonEmpty, type PlanError, type PlanErrors } from '../error.js';
import { lower } from '../operation/lower.js';
import { compareTexts } from '../scalar/id.js';
import { emptyState, type NodeState } from '../state/node-state.js';
import type { Resource } from '../state/resource.js';
import { connect } from '../topology/connect.js';
import type { Topology } from '../topology/topology.js';
import { basisOf, type Plan, sealed } from './document.js';
import { checkNetworks, checkNode, checkPorts, checkTaken } from './validate.js';

/** What is to be planned together: versions of different tenant networks over one inventory. */
export interface Networks {
  readonly networks: readonly TenantNetwork[];
  readonly inventory: Inventory;
}

export interface PlanRequest extends Networks {
  readonly node: string;
  /** What is on the node; absent: nothing. */
  readonly observed?: NodeState;
}

export interface PlanAllRequest extends Networks {
  /** What is on a node; absent, or `undefined` for a node: nothing. */
  readonly observed?: (node: string) => NodeState | undefined;
  /** Which nodes, in the order of their plans; absent: those that have a part of the networks, sorted by id. */
  readonly nodes?: readonly string[];
}

/**
 * The plan that brings a node to the given versions of its networks. Several networks of a node are planned as one,
 * so that a listen port can go from one to another. Only objects of the networks named are in scope: what other
 * networks have on the node is left alone. Errors: those of `connect`, a network given twice, a node the inventory
 * lacks, two networks with one port on the node, observed state of another node, and names or ports that others
 * than us have taken.
 */
export function plan({
  networks,
  inventory,
  node,
  observed = emptyState(node),
}: PlanRequest): E.Either<PlanErrors, Plan> {
  return pipe(
    E.Do,
    E.bind('topologies', () => connectAll({ networks, inventory })),
    E.chainFirst(() => refuse(checkNode(inventory, node, observed))),
    E.chain(({ topologies }) => planNode(topologies, node, observed)),
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
    yield E.isLeft(refused) ? refused : planNode(topologies.right, node, state);
  }
}

/** The nodes that have a part of any of the networks, sorted by id. */
export function nodesOf(networks: readonly TenantNetwork[]): readonly string[] {
  const nodes = new Set(networks.flatMap(({ resources }) => resources.map(({ node }) => node)));
  return [...nodes].sort(compareTexts);
}

function connectAll({ networks, inventory }: Networks): E.Either<PlanErrors, readonly Topology[]> {
  const sorted = networks.toSorted((a, b) => compareTexts(a.id, b.id));
  const topologies: Topology[] = [];
  const errors: PlanError[] = [...checkNetworks(sorted), ...checkPorts(sorted)];
  for (const network of sorted) {
    const topology = connect(network, inventory);
    if (E.isLeft(topology)) errors.push(...topology.left);
    else topologies.push(topology.right);
  }
  const refused = refuse(errors);
  return E.isLeft(refused) ? refused : E.right(topologies);
}

function planNode(
  topologies: readonly Topology[],
  node: string,
  observed: NodeState,
): E.Either<PlanErrors, Plan> {
  const networks = topologies.map(({ network: { id, version } }) => ({ id, version }));
  const [only] = topologies;
  const wanted: readonly Resource[] =
    topologies.length === 1 && only !== undefined
      ? desired(only, node).resources
      : topologies.flatMap((topology) => desired(topology, node).resources);
  const ids = new Set<string>(networks.map(({ id }) => id));
  const scope = observed.resources.filter(({ network }) => ids.has(network));
  const changes = diff(wanted, scope);
  const refused = refuse(checkTaken(changes, observed));
  if (E.isLeft(refused)) return refused;
  return E.right(sealed(networks, node, basisOf({ ...observed, resources: scope }), changes, lower(changes)));
}

function refuse(errors: readonly PlanError[]): E.Either<PlanErrors, void> {
  const all = nonEmpty(errors);
  return all === undefined ? E.right(undefined) : E.left(all);
}
