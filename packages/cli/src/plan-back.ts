import type { Applied, LinuxExecutor } from '@networkd/executor-linux';
import { nicsOf, type Plan, planTowards } from '@networkd/planner';
import { succeed } from './document/documents.js';
import { perform } from './error/perform.js';

/** The plan that takes an apply back, from what is on the node now. */
export async function planBack(
  { node, before }: Applied,
  executor: Pick<LinuxExecutor, 'observe'>,
): Promise<Plan> {
  const observed = await perform(executor.observe(node, undefined, nicsOf(before.state)));
  const towards = planTowards({ owners: before.owners, target: before.state, observed });
  return succeed(towards, () => `node ${node}`);
}
