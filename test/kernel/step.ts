import type { Operation } from '@networkd/planner';
import { type Errno, type Kernel, run } from '@networkd/planner/testing';
import { isRun } from './allowed.js';

/** An operation without what is only said to people; whose it is need not be said. */
export type Given = Operation extends infer O
  ? O extends Operation
    ? Omit<O, 'owner' | 'reason' | 'change'> & { readonly owner?: string }
    : never
  : never;

/** One operation, and the fake kernel before and after it: the same where it was refused. */
export interface Step {
  readonly operation: Operation;
  readonly before: Kernel;
  readonly after: Kernel;
  readonly errno?: Errno;
}

/** What the fake kernel makes of each operation that is to be run on both. */
export function stepsOf(kernel: Kernel, sequence: readonly Given[]): readonly Step[] {
  const steps: Step[] = [];
  let now = kernel;
  for (const given of sequence) {
    const operation = { owner: 'x', reason: '', change: 'Create', ...given } as Operation;
    const outcome = run(now, operation);
    const refused = outcome._tag === 'Left';
    const after = refused ? now : outcome.right;
    const step = { operation, before: now, after, ...(refused ? { errno: outcome.left.errno } : {}) };
    if (!isRun(step)) continue;
    steps.push(step);
    now = after;
  }
  return steps;
}
