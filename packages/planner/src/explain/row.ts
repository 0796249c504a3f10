import type { PlanErrorKind, Problem } from '../error.js';

/** What a kind of error means, in a paragraph, and what to do about it, in a clause. */
export interface Meaning {
  readonly meaning: string;
  readonly remedy: string;
}

/** All that is to be said of a kind of error: in one of its cases, and in general. */
export interface ErrorRow<K extends PlanErrorKind> extends Meaning {
  /** Says what the value is and should not be; `value` is "it" where there is no value to show. */
  readonly says: (value: string, error: Extract<Problem, { kind: K }> & { readonly value: string }) => string;
}

/** The rows of some kinds. */
export type ErrorRows = { readonly [K in PlanErrorKind]?: ErrorRow<K> };
