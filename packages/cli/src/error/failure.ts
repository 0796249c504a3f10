import { explain, type PlanErrors, present } from '@networkd/planner';

/** Problems that only a command line has; those of documents are the planner's. */
export type CliErrorKind =
  | 'cannot-read'
  | 'not-json'
  | 'duplicate-member'
  | 'cannot-write'
  | 'bad-arguments'
  | 'key-exposed'
  | 'key-unusable'
  | 'unknown-end'
  | 'not-approved'
  | 'nothing-applied'
  | 'not-booted'
  | 'other-uplink'
  | 'nic-owned'
  | 'no-internet'
  | 'no-tenant-internet'
  | 'unexpected';

/** One error as it is printed: `error[kind]: file: path: message`, and the offending value below it. */
export interface Finding {
  readonly kind: string;
  /** The file as the user named it, or the option where no file is to blame; absent: the machine is. */
  readonly file?: string;
  /** JSONPath, or `line:column` where the file is not JSON yet. */
  readonly path?: string;
  readonly value?: string;
  readonly message: string;
  /** What is to be said beneath it, a line each. */
  readonly notes?: readonly string[];
  /** What the planner or the executor knows beside these, as data. */
  readonly details?: object;
}

/** What ends a command. */
export class Failure extends Error {
  readonly findings: readonly Finding[];
  /** The exit status. */
  readonly status: number;

  constructor(findings: readonly Finding[], status = 1) {
    super(findings.map(({ message }) => message).join('\n'));
    this.findings = findings;
    this.status = status;
  }
}

export function failure(kind: CliErrorKind, file: string, message: string, path?: string): Failure {
  return new Failure([{ kind, file, message, ...present({ path }) }]);
}

/**
 * Turns what nobody has foreseen into what ends a command, too. People are told what it said, not where in the program.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const said = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 500);
  return new Failure([
    {
      kind: 'unexpected',
      message: `${said}; look at what tn doctor says, and report it where that finds nothing`,
    },
  ]);
}

/** Returns the planner's errors, with the file that each stands in. */
export function findingsOf(
  errors: PlanErrors,
  fileOf: (error: PlanErrors[number]) => string,
): readonly Finding[] {
  return errors.map((error) => {
    const { kind, path, value, ...details } = error;
    return { kind, file: fileOf(error), path, value, message: explain(error), details };
  });
}
