import type { LinuxExecutor } from '@networkd/executor-linux';
import { nodeOwner } from '@networkd/planner';
import { perform } from './error/perform.js';
import { planBack } from './plan-back.js';
import { tellerFor } from './terminal/tell.js';

/**
 * Takes back an apply of the node's own network that was killed while it had taken addresses from a NIC: the next plan could
 * not know of them any more, and the state before it still does. Any other is mended by planning again.
 */
export async function takeBackInterrupted(
  executor: Pick<LinuxExecutor, 'observe' | 'apply' | 'lastApplied' | 'history'>,
  json: true | undefined,
): Promise<void> {
  const history = await perform(executor.history());
  const latest = history.at(-1);
  if (latest?.kind !== 'Intended' || !latest.owners.some(({ id }) => id === nodeOwner)) return;
  const last = await perform(executor.lastApplied());
  if (last?.plan !== latest.plan) return;
  if (!last.before.state.resources.some(({ kind }) => kind === 'Carried')) return;
  const back = await planBack(last, executor);
  await perform(executor.apply(back, tellerFor(json), { undoes: last.plan }));
}
