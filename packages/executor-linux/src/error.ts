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

/** Returns a refusal. Something the work needs is missing or wrong, and nothing has been done. */
export function refused(message: string): Refusal {
  return new Refusal({ kind: 'refused', message });
}

/** Returns what went wrong, in a sentence. */
export function sentenceOf(error: unknown): string {
  const path = error instanceof Error && 'path' in error ? `${error.path}: ` : '';
  return `${path}${reasonOf(error)}`;
}

/** Returns the same without the file that it went wrong with. */
export function reasonOf(error: unknown): string {
  return remedies[codeOf(error)] ?? (error instanceof Error ? error.message : String(error));
}

const remedies: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: make room, then again',
  EDQUOT: 'the quota is used up: make room, then again',
  EACCES: 'you may not do that there: be root, or give --state another folder',
  EPERM: 'you may not do that there: be root, or give --state another folder',
  EROFS: 'it is read-only: give --state another folder',
  EMFILE: 'too many files are open: raise ulimit -n',
  ENFILE: 'too many files are open on this machine: raise fs.file-max',
};

/**
 * Returns the work as the port has it. Its refusals, and what the system refuses, are errors. Anything else that it
 * throws is a defect and stays one.
 */
export function task<A>(work: () => Promise<A>): TaskEither<ExecutionError, A> {
  return () =>
    work().then(
      (value) => TE.right(value)(),
      (error: unknown) => {
        if (error instanceof Refusal) return TE.left(error.error)();
        if (codeOf(error) !== '') return TE.left(refused(sentenceOf(error)).error)();
        throw error;
      },
    );
}

/** Returns the code of a system error, as `ENOENT`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
