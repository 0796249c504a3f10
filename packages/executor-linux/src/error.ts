import type { ExecutionError } from '@networkd/planner';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

/** An `ExecutionError` on its way out of the work that it ends. */
export class Refusal extends Error {
  readonly error: ExecutionError;

  constructor(error: ExecutionError) {
    super(error.message);
    this.error = error;
  }
}

/** Something the work needs is missing or wrong, and nothing has been done. */
export function refused(message: string): Refusal {
  return new Refusal({ kind: 'refused', message });
}

/** The work as the port has it: its refusals are errors, anything else thrown is a defect and stays one. */
export function task<A>(work: () => Promise<A>): TaskEither<ExecutionError, A> {
  return () =>
    work().then(
      (value) => TE.right(value)(),
      (error: unknown) => {
        if (error instanceof Refusal) return TE.left(error.error)();
        throw error;
      },
    );
}

/** The code of a system error, as `ENOENT`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
