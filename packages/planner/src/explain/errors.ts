import type { PlanError, PlanErrorKind } from '../error.js';
import { documentErrors } from './document-errors.js';
import { duplicateErrors } from './duplicate-errors.js';
import { meshErrors } from './mesh-errors.js';
import { nodeErrors } from './node-errors.js';
import type { ErrorRow, Meaning } from './row.js';
import { scalarErrors } from './scalar-errors.js';
import { subnetErrors } from './subnet-errors.js';

/** All that is to be said of every kind of error. */
const errors = {
  ...documentErrors,
  ...scalarErrors,
  ...duplicateErrors,
  ...subnetErrors,
  ...nodeErrors,
  ...meshErrors,
} satisfies { readonly [K in PlanErrorKind]: ErrorRow<K> };

/** What every kind of error means, and what to do about it. */
export const meanings = Object.fromEntries(
  Object.entries(errors).map(([kind, { meaning, remedy }]) => [kind, { meaning, remedy }]),
) as Readonly<Record<PlanErrorKind, Meaning>>;

/** Every kind of error, sorted. */
export const errorKinds: readonly PlanErrorKind[] = (Object.keys(errors) as PlanErrorKind[]).sort();

/** Puts the error into one sentence: what is wrong, and what to do. Its path and kind are not in it. */
export function explain(error: PlanError): string {
  const { says, remedy } = errors[error.kind] as ErrorRow<PlanErrorKind>;
  return `${says(error.value === '' ? 'it' : error.value, error)}; ${remedy}.`;
}
