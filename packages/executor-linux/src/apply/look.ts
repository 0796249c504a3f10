import { changedNics, type Plan } from '@networkd/planner';
import { withOwners } from '../memory/nics.js';
import { recognized } from '../memory/rulesets.js';
import type { Observation } from '../observe/observation.js';
import { observe } from '../observe/observe.js';
import { type LinuxOptions, runOf } from '../options.js';

/** What is on this node of the networks with these ids, or of all that are ours, and what is on these NICs. */
export async function look(
  options: LinuxOptions,
  node: string,
  owners?: readonly string[],
  nics?: readonly string[],
): Promise<Observation> {
  const { state, keys } = await observe(runOf(options), node, owners, nics);
  return { state: withOwners(recognized(state)), keys };
}

/** What is on the node of the plan's networks, and on the NICs that it is about. */
export function lookFor({ node, owners, changes }: Plan, options: LinuxOptions): Promise<Observation> {
  const ids = owners.map(({ id }) => id);
  return look(options, node, ids, changedNics(changes));
}
