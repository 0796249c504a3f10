import type { Change } from '../change/change.js';
import type { Inventory } from '../document/inventory/document.js';
import { unknownNode } from '../document/public-config/validate.js';
import type { TenantNetwork } from '../document/tenant-network/document.js';
import type { PlanError } from '../error.js';
import { linkClaim, netnsClaim, portClaim } from '../kind/claim.js';
import type { Resource } from '../kind/resource.js';
import type { Foreign, NodeState } from '../state/node-state.js';
import { claimsOf, passesOf } from '../state/relation.js';

/** Refuses a network that is given twice, in the same version or in two. */
export function checkNetworks(sorted: readonly TenantNetwork[]): readonly PlanError[] {
  return sorted
    .filter(({ id }, i) => sorted[i - 1]?.id === id)
    .map(({ id }) => ({ kind: 'duplicate-network', document: 'request', path: '$.networks', value: id }));
}

/** Refuses two networks that want one port on one node. */
export function checkPorts(sorted: readonly TenantNetwork[]): readonly PlanError[] {
  // The resources of one are on different nodes.
  if (sorted.length < 2) return [];
  const owners = new Map<string, string>();
  const errors: PlanError[] = [];
  for (const { id, resources } of sorted) {
    for (const { node, listenPort } of resources) {
      const place = `${node} ${listenPort}`;
      const other = owners.get(place);
      if (other === undefined || other === id) owners.set(place, id);
      else {
        const path = `$.resources[?@.node=='${node}'].listenPort`;
        errors.push({
          kind: 'duplicate-port',
          document: 'tenant-network',
          network: id,
          path,
          value: String(listenPort),
          other: { path: `${other} ${path}`, value: String(listenPort) },
        });
      }
    }
  }
  return errors;
}

export function checkNode({ nodes }: Inventory, node: string, observed: NodeState): readonly PlanError[] {
  const isKnown = nodes.some(({ id }) => id === node);
  return [...(isKnown ? [] : [unknownNode(node)]), ...checkObserved(node, observed)];
}

/** Refuses state that was observed on another node. */
export function checkObserved(node: string, observed: NodeState): readonly PlanError[] {
  return observed.node === node
    ? []
    : [{ kind: 'wrong-node', document: 'observed', path: '$.node', value: observed.node, expected: node }];
}

/** Refuses names and ports that a plan would take and that others than us have. */
export function checkTaken(changes: readonly Change[], { foreign }: NodeState): readonly PlanError[] {
  if (foreign === undefined) return [];
  const taken = takenBy(foreign);
  return changes.flatMap((change) =>
    change.kind === 'Create' &&
    [...claimsOf(change.after), ...passesOf(change.after)].some((claim) => taken.has(claim))
      ? [takenError(change.after)]
      : [],
  );
}

function takenBy({ links, listenPorts, netns }: Foreign): ReadonlySet<string> {
  return new Set([
    ...netns.map(netnsClaim),
    ...links.map((link) => linkClaim(link.netns, link.name)),
    ...listenPorts.map((each) => portClaim(each.netns, each.port)),
  ]);
}

function takenError(resource: Resource): PlanError {
  const { owner: network } = resource;
  if (resource.kind === 'ListenPort') {
    const { port, device: node } = resource;
    return {
      kind: 'port-in-use',
      document: 'observed',
      network,
      path: '$.foreign.listenPorts',
      value: String(port),
      node,
    };
  }
  const [path, value] =
    resource.kind === 'Netns'
      ? ['$.foreign.netns', resource.name]
      : ['$.foreign.links', 'name' in resource ? resource.name : ''];
  return { kind: 'name-taken', document: 'observed', network, path, value };
}
