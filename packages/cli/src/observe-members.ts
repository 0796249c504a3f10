import type { LinuxExecutor } from '@networkd/executor-linux';
import { membersOf, type NodeState, type NodeWishes, nicsOf } from '@networkd/planner';
import { perform } from './error/perform.js';

/**
 * What is on the node, and what others have on the NICs that are to be ports: which those are may follow from what stands
 * already.
 */
export async function observeMembers(
  executor: Pick<LinuxExecutor, 'observe'>,
  wishes: NodeWishes,
): Promise<NodeState> {
  const standing = await perform(executor.observe(wishes.node));
  const members = membersOf({ ...wishes, standing: standing.resources });
  const known = nicsOf(standing);
  if (members.every((name) => known.includes(name))) return standing;
  return perform(executor.observe(wishes.node, undefined, members));
}
