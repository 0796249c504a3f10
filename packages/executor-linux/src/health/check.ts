import type { Outcome } from '../command/run.js';

/** One thing that was looked at, and what was found. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** It works, and something is going to stand in the way. */
  readonly warning?: true;
  /** What was found, as a version or an answer. */
  readonly found: string;
  /** Who stands in the way, where that is known. */
  readonly who?: string;
  /** What to do where it is lacking. */
  readonly remedy?: string;
}

/** Returns a check that found it working, or what to do where it does not. */
export function checkOf(name: string, ok: boolean, found: string, remedy: string): Check {
  return ok ? { name, ok, found } : { name, ok, found, remedy };
}

/** Returns the first line that a process said. */
export function firstLine({ stdout, stderr }: Outcome): string {
  return `${stdout}${stderr}`.trim().split('\n')[0] ?? '';
}
