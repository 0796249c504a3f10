import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { EgressAddresses } from '../desired/egress-addresses.js';
import { desiredNode } from '../desired/node/desired-node.js';
import type { NodeWishes } from '../desired/node/node-wishes.js';
import type { Inventory } from '../document/inventory/document.js';
import { validatePublicConfig } from '../document/public-config/validate.js';
import type { TenantNetwork } from '../document/tenant-network/document.js';
import type { PlanError, PlanErrors } from '../error.js';
import { nodeOwner } from '../scalar/owner.js';
import { emptyState, type NodeState } from '../state/node-state.js';
import type { Plan } from './document.js';
import { networkPart } from './network-part.js';
import type { Part } from './part.js';
import { planOwners } from './plan-owners.js';
import { connectAll, refuse } from './topologies.js';
import { checkNode, checkObserved } from './validate.js';

/** What the plan of a node's own network is made of. */
export interface NodePlanRequest extends NodeWishes {
  /** Networks to be planned along, as when their sockets are to move; absent: none. */
  readonly networks?: readonly TenantNetwork[];
  /** The grid; needed where networks are planned along. The node's public configuration in it is replaced. */
  readonly inventory?: Inventory;
  /** The egress addresses that networks are remembered to have. */
  readonly egressAddresses?: EgressAddresses;
}

/**
 * Returns the plan that brings the node's own network to what is wished, together with the networks given: as one, so
 * that where the `public` namespace comes or goes, their WireGuard devices are made again with the same key and port.
 * Errors: those of `validatePublicConfig` and `plan`, and what other networks still use of what is to go.
 */
export function planNode(request: NodePlanRequest): E.Either<PlanErrors, Plan> {
  const { node, observed = emptyState(node), networks = [] } = request;
  const inventory = inventoryOf(request);
  return pipe(
    E.Do,
    E.chainFirst(() => refuse(checkRequest(request, observed))),
    E.bind('topologies', () => connectAll({ networks, inventory })),
    E.chain(({ topologies }) =>
      planOwners([nodePart(request), networkPart(topologies, request.egressAddresses)], observed),
    ),
  );
}

/** Returns the part of the plan that is the node's own network's, which has no versions. */
function nodePart(request: NodePlanRequest): Part {
  return {
    owners: [{ id: nodeOwner }],
    desired: ({ observed }) => E.right(desiredNode({ ...request, observed }).resources),
  };
}

/** Returns the inventory as it will be: with the public configuration that the node is to have, or with none. */
function inventoryOf({ node, inventory, publicConfig }: NodePlanRequest): Inventory {
  const nodes = (inventory?.nodes ?? []).map((entry) => {
    if (entry.id !== node) return entry;
    const { publicConfig: _, ...rest } = entry;
    return publicConfig === undefined ? rest : { ...rest, publicConfig };
  });
  return { schema: 'inventory/1', nodes };
}

function checkRequest(request: NodePlanRequest, observed: NodeState): readonly PlanError[] {
  const { node, networks = [], inventory, publicConfig, config, uplink, facts } = request;
  const isGiven = inventory !== undefined || networks.length > 0;
  const nodes = [
    ...(isGiven ? checkNode(inventoryOf(request), node, observed) : checkObserved(node, observed)),
    ...checkMtu(request),
  ];
  if (publicConfig === undefined) return nodes;
  return [
    ...nodes,
    ...validatePublicConfig(publicConfig, {
      node,
      inventory: inventory ?? { schema: 'inventory/1', nodes: [] },
      nodeConfig: config,
      // What was just surveyed counts, and not what an inventory still says.
      interfaces: facts.nics.map(({ name }) => name),
      uplink: uplink.nics.map(({ name }) => name),
    }),
  ];
}

/** Checks that a VLAN carries no more than the NIC that it is on. The NIC's own MTU is set only where it is a member. */
function checkMtu({ config, uplink: { nics } }: NodePlanRequest): readonly PlanError[] {
  const { mtu, vlan, bond } = config.uplink;
  const maximum = nics.reduce((least, nic) => Math.min(least, nic.mtu), nics[0].mtu);
  if (mtu === undefined || vlan === undefined || bond !== undefined || mtu <= maximum) return [];
  return [
    {
      kind: 'bad-number',
      document: 'node-config',
      path: '$.uplink.mtu',
      value: String(mtu),
      minimum: 68,
      maximum,
    },
  ];
}
