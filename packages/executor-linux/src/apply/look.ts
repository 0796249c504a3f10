import { changedNics, type NodeState, type Plan } from '@networkd/planner';
import { amended, learn } from '../memory/memories.js';
import type { Memory } from '../memory/memory.js';
import type { Observation } from '../observe/observation.js';
import { observe } from '../observe/observe.js';
import { type LinuxOptions, meansOf } from '../options.js';

/**
 * Returns what is on this node of the networks with these ids, or of all that are ours, and what is on these NICs. Adds
 * what is remembered of it. `seenBy` says who asks.
 */
export async function look(
  options: LinuxOptions,
  node: string,
  owners?: readonly string[],
  nics?: readonly string[],
  seenBy: Memory['seenBy'] = 'everybody',
): Promise<Observation> {
  const { state, keys } = await observe(meansOf(options), node, owners, nics);
  return { state: amended(state, seenBy), keys };
}

/** Returns what is on the node of the plan's networks, and on the NICs that it is about. */
export function lookFor({ node, owners, changes }: Plan, options: LinuxOptions): Promise<Observation> {
  const ids = owners.map(({ id }) => id);
  return look(options, node, ids, changedNics(changes));
}

/**
 * Returns what the plan has made of the node. Remembers what it learns from that, so that it is known when the rest is
 * compared.
 */
export function learnt(plan: Plan, state: NodeState): NodeState {
  learn(plan, state);
  return amended(state, 'everybody');
}
