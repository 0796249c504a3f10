import { explain, type PlanErrors } from '@networkd/planner';

/** Problems that only a command line has; those of documents are the planner's. */
export type CliErrorKind =
  | 'cannot-read'
  | 'not-json'
  | 'cannot-write'
  | 'bad-arguments'
  | 'key-exposed'
  | 'key-unusable'
  | 'unknown-end';

/** One error as it is printed: `error[kind]: file: path: message`, and the offending value below it. */
export interface Finding {
  readonly kind: string;
  /** The file as the user named it, or the option where no file is to blame. */
  readonly file: string;
  /** JSONPath, or `line:column` where the file is not JSON yet. */
  readonly path?: string;
  readonly value?: string;
  readonly message: string;
  /** What the planner knows beside these, as data. */
  readonly details?: object;
}

/** What ends a command with exit status 1. */
export class Failure extends Error {
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(findings.map(({ message }) => message).join('\n'));
    this.findings = findings;
  }
}

export function failure(kind: CliErrorKind, file: string, message: string, path?: string): Failure {
  return new Failure([{ kind, file, message, ...(path === undefined ? {} : { path }) }]);
}

/** The planner's errors, with the file each stands in. */
export function findingsOf(
  errors: PlanErrors,
  fileOf: (error: PlanErrors[number]) => string,
): readonly Finding[] {
  return errors.map((error) => {
    const { kind, path, value, ...details } = error;
    return { kind, file: fileOf(error), path, value, message: explain(error), details };
  });
}
