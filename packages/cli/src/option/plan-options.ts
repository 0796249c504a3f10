import type { DocumentOptions } from '../document/documents.js';

export interface PlanOptions extends DocumentOptions {
  readonly node?: string;
  readonly all?: true;
  readonly from?: readonly string[];
  readonly live?: true;
  readonly state?: string;
  readonly format?: 'text' | 'json' | 'shell';
  readonly output?: string;
  readonly detailedExitcode?: true;
}

/** The exit status of `--detailed-exitcode` where there is something to do, as Terraform has it. */
export const changesExit = 2;
