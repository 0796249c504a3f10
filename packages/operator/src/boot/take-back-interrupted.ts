import { type ExecutionEvent, nodeOwner } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { OperatorError } from '../error.js';
import { planBack } from '../plan/plan-back.js';
import type { NodeExecutor } from '../port/executor.js';

/**
 * Takes back an apply of the node's own network that was killed while it had taken addresses from a NIC: the next plan
 * could not know of them any more, and the state before it still does. Any other is mended by planning again.
 */
export function takeBackInterrupted(
  executor: Pick<NodeExecutor, 'observe' | 'apply' | 'lastApplied' | 'history'>,
  tell: (event: ExecutionEvent) => void,
): TaskEither<OperatorError, void> {
  return async () => {
    const history = await executor.history()();
    if (E.isLeft(history)) return history;
    const latest = history.right.at(-1);
    const isInterrupted = latest?.kind === 'Intended' && latest.owners.some(({ id }) => id === nodeOwner);
    if (!isInterrupted) return E.right(undefined);
    const applied = await executor.lastApplied()();
    if (E.isLeft(applied)) return applied;
    const last = applied.right;
    if (last?.plan !== latest.plan) return E.right(undefined);
    if (!last.before.state.resources.some(({ kind }) => kind === 'Carried')) return E.right(undefined);
    const back = await planBack(executor, last)();
    if (E.isLeft(back)) return back;
    const receipt = await executor.apply(back.right, tell, { undoes: last.plan })();
    return E.isLeft(receipt) ? receipt : E.right(undefined);
  };
}
