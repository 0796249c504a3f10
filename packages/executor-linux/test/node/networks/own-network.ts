/** On a machine of its own: a node on which networks find a way to the Internet, and their coming and going. */

import { sh } from '@networkd/lab/scenario/foreign';
import {
  type NodeState,
  type Plan,
  type PlanErrors,
  parseNodeConfig,
  parseNodeId,
  plan,
  planNode,
  planTowards,
} from '@networkd/planner';
import type { Either } from 'fp-ts/lib/Either.js';
import type { LinuxOptions } from '../../../src/index.js';
import { applied, executor } from '../../machine/node.js';
import { type Documents, right } from '../../networks.js';

export const node = 'n0';

/** Puts a NIC into the machine, with its cable in a switch that nobody else is at. */
export function plugIn(): void {
  sh(
    'ip netns add lan; ip link add eth0 type veth peer name gateway netns lan; ip -n lan link set gateway up',
  );
}

/** Puts up the node's own network. */
export async function standUp(): Promise<void> {
  await applied(await planOwn(node));
}

/** The plan of a node's own network, with static addresses: there is nobody that it would have to wait for. */
export async function planOwn(name: string, observed?: NodeState): Promise<Plan> {
  const config = right(
    parseNodeConfig({
      schema: 'node-config/1',
      uplink: { interface: 'eth0', addresses: ['198.51.100.1/24'], gateways: ['198.51.100.254'] },
    }),
  );
  const facts = right(await executor().survey(right(parseNodeId(name)))());
  const nic = facts.nics.find((each) => each.name === 'eth0');
  if (nic === undefined) throw new Error('no eth0');
  const there = observed === undefined ? {} : { observed };
  return right(planNode({ node: name, config, uplink: { nics: [nic] }, facts, ...there }));
}

/** The plan from all that is on the node to these networks, beside those that are there. */
export async function planOnto(
  documents: readonly Documents[],
  options: Partial<LinuxOptions> = {},
): Promise<Either<PlanErrors, Plan>> {
  const [first] = documents;
  if (first === undefined) throw new Error('no documents');
  return plan({
    networks: documents.map(({ network }) => network),
    inventory: first.inventory,
    node,
    observed: right(await executor(options).observe(node)()),
    egressAddresses: right(await executor(options).egressAddresses()()),
  });
}

/** The plan that takes everything of these owners off the node. */
export async function planOff(owners: readonly string[], options: Partial<LinuxOptions> = {}): Promise<Plan> {
  const observed = right(await executor(options).observe(node, owners)());
  const targets = owners.map((id) => ({ id, removed: true as const }));
  return right(planTowards({ owners: targets, target: { ...observed, resources: [] }, observed }));
}
