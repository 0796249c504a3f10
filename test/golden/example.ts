import { existsSync } from 'node:fs';
import {
  accessConfiguration,
  accessPointsOf,
  connect,
  desired,
  emptyState,
  type Inventory,
  type NodeId,
  type NodeState,
  nodesOf,
  type Plan,
  parseObserved,
  plan,
  type TenantNetwork,
} from '@networkd/planner';
import { type Case, observedDocument } from './case.js';
import { filesOf, inventoryOf, networksOf, pathOf, read, right } from './files.js';
import { isNodeExample, nodeCasesOf } from './node-example.js';

/**
 * Every plan of an example. With `previous-tenant-network*.json` (and perhaps `previous-inventory.json`) in it, each
 * node starts as that version left it; with `observed/<node>.json` alone, only those nodes are planned, from there;
 * else from nothing. `next-tenant-network*.json` adds the plans from this version to that, called `plan-next`. What has a
 * `node-config.json` is a plan of one node's own network.
 */
export function casesOf(example: string): readonly Case[] {
  if (isNodeExample(example)) return nodeCasesOf(example);
  const [previous, current, next] = versionsOf(example);
  const observedFiles = filesOf(example, 'observed').map((file) => `observed/${file}`);
  const drifted = previous.networks.length + next.networks.length === 0 ? observedFiles : [];
  const first =
    drifted.length === 0
      ? updates(previous, current, 'plan')
      : drifted.map((file) => repair(example, file, current));
  return [...first, ...(next.networks.length === 0 ? [] : updates(current, next, 'plan-next'))];
}

/** The wg-quick configurations of an example's access points, by file name. */
export function accessFiles(example: string): ReadonlyMap<string, string> {
  const inventory = inventoryOf(example, 'inventory.json');
  return new Map(
    networksOf(example, 'tenant-network').flatMap((network) => {
      const topology = right(connect(network, inventory));
      return accessPointsOf(topology).map(({ accessPoint: { name } }): [string, string] => [
        `access.${name}.conf`,
        right(accessConfiguration(topology, name)),
      ]);
    }),
  );
}

interface Documents {
  readonly networks: readonly TenantNetwork[];
  readonly inventory: Inventory;
}

function updates(from: Documents, to: Documents, prefix: string): readonly Case[] {
  return nodesOf([...from.networks, ...to.networks]).map((node) => {
    const observed = stateOf(from, node);
    const isNew = from.networks.length === 0;
    return {
      name: `${prefix}.${node}`,
      node,
      observed,
      ...(isNew ? {} : { observedFile: `observed/${node}.json` }),
      plan: right(plan({ ...to, node, observed })),
    };
  });
}

function repair(example: string, observedFile: string, to: Documents): Case {
  const observed = right(parseObserved(read(example, observedFile)));
  const node = observed.node as NodeId;
  return { name: `plan.${node}`, node, observed, observedFile, plan: right(plan({ ...to, node, observed })) };
}

/** A plan, and the state that it is to lead to. */
export interface Step {
  readonly title: 'create' | 'update' | 'delete';
  readonly plan: Plan;
  readonly wanted: NodeState;
}

/** The life of an example's networks on a node: made in their first version, brought to their last, taken away. */
export function lifeOf(example: string, node: string): readonly Step[] {
  const versions = versionsOf(example).filter(({ networks }) => networks.length > 0);
  const last = versions.at(-1);
  const empty = (last?.networks ?? []).map((network) => ({
    ...network,
    resources: [],
    accessPoints: [],
    aggregators: [],
  }));
  const inventory = last?.inventory ?? inventoryOf(example, 'inventory.json');
  const steps: Step[] = [];
  let observed = emptyState(node);
  for (const [i, documents] of [...versions, { networks: empty, inventory }].entries()) {
    const wanted = stateOf(documents, node as NodeId);
    const title = i === 0 ? 'create' : i === versions.length ? 'delete' : 'update';
    steps.push({ title, plan: right(plan({ ...documents, node: node as NodeId, observed })), wanted });
    observed = wanted;
  }
  return steps;
}

function versionsOf(example: string): readonly [previous: Documents, current: Documents, next: Documents] {
  const inventory = inventoryOf(example, 'inventory.json');
  const before = existsSync(pathOf(example, 'previous-inventory.json'))
    ? inventoryOf(example, 'previous-inventory.json')
    : inventory;
  return [
    { networks: networksOf(example, 'previous-tenant-network'), inventory: before },
    { networks: networksOf(example, 'tenant-network'), inventory },
    { networks: networksOf(example, 'next-tenant-network'), inventory },
  ];
}

/** What a node is like when it has applied these versions. */
function stateOf({ networks, inventory }: Documents, node: string): NodeState {
  const resources = networks.flatMap(
    (network) => desired(right(connect(network, inventory)), node).resources,
  );
  return observedDocument({ ...emptyState(node), resources });
}
