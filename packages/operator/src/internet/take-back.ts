import type { ExecutionEvent, Receipt } from '@networkd/planner';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { OperatorError } from '../error.js';
import { planBack } from '../plan/plan-back.js';
import type { NodeExecutor } from '../port/executor.js';

/** Takes back the apply of the plan with this hash, as long as nothing else was applied since. */
export function takeBack(
  executor: Pick<NodeExecutor, 'observe' | 'apply' | 'lastApplied'>,
  plan: string,
  tell: (event: ExecutionEvent) => void,
): TE.TaskEither<OperatorError, Receipt> {
  return pipe(
    executor.lastApplied(),
    TE.chainW((last) =>
      last?.plan === plan ? planBack(executor, last) : TE.left({ kind: 'superseded' } as const),
    ),
    TE.chainW((back) => executor.apply(back, tell, { undoes: plan })),
  );
}
