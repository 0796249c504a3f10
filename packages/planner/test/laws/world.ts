import type { Inventory, NodeId, NodeState, Plan, Resource, TenantNetwork } from '../../src/index.js';
import { connect, desired, plan } from '../../src/index.js';
import {
  emptyKernel,
  type ForeignObject,
  type Kernel,
  observe,
  runAll,
  withForeign,
} from '../../src/testing/index.js';
import { right } from '../right.js';

/** What a node is to have: versions of networks over an inventory. */
export interface Aim {
  readonly networks: readonly TenantNetwork[];
  readonly inventory: Inventory;
}

const atBoot: readonly ForeignObject[] = [
  { kind: 'Link', name: 'eth0', addresses: ['192.168.0.10/24'] },
  { kind: 'Netns', name: 'public' },
  { kind: 'Link', netns: 'public', name: 'eth1', addresses: ['185.69.166.10/24'] },
];

/** A node that has booted: its uplinks are there, and the namespace of its public address. */
export function booted(): Kernel {
  return atBoot.reduce(withForeign, emptyKernel());
}

/** The plan from what is on the node to the aim. */
export function planned(kernel: Kernel, { networks, inventory }: Aim, node: NodeId): Plan {
  return right(plan({ networks, inventory, node, observed: observe(kernel, node) }));
}

/** The node after the plan, which must run to its end. */
export function brought(kernel: Kernel, aim: Aim, node: NodeId): Kernel {
  const { kernel: after, error } = runAll(kernel, planned(kernel, aim, node).operations);
  if (error !== undefined) throw new Error(`${error.errno}: ${JSON.stringify(error.operation)}`);
  return after;
}

/** What the aim wants on the node, in the order in which a kernel is observed and without what is not observed. */
export function wanted({ networks, inventory }: Aim, node: NodeId): readonly Resource[] {
  const resources = networks.flatMap(
    (network) => desired(right(connect(network, inventory)), node).resources,
  );
  return sorted(resources.map(({ reason: _, ...each }) => each));
}

/** What is on the node, without the endpoints that the aim leaves to the peers. */
export function found({ resources }: NodeState, aims: readonly Resource[]): readonly Resource[] {
  const free = new Set(aims.filter((each) => each.kind === 'Peer' && each.endpoint === undefined).map(keyOf));
  return sorted(
    resources.map((each) => {
      if (each.kind !== 'Peer' || !free.has(keyOf(each))) return each;
      const { endpoint: _, ...rest } = each;
      return rest;
    }),
  );
}

/** A node of the inventory, chosen by a number; `undefined` of an empty inventory. */
export function nodeAt({ nodes }: Inventory, choice: number): NodeId | undefined {
  return nodes[choice % Math.max(nodes.length, 1)]?.id;
}

function keyOf(resource: Resource): string {
  return resource.kind === 'Peer' ? `${resource.device} ${resource.publicKey}` : '';
}

function sorted(resources: readonly Resource[]): readonly Resource[] {
  const text = (each: Resource) => JSON.stringify(Object.entries(each).sort());
  return resources.toSorted((a, b) => (text(a) < text(b) ? -1 : 1));
}
