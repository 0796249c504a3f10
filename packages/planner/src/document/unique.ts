import type { DocumentName, PlanError } from '../error.js';

/** A value that must be the only one of its sort. Its path is only written where it is needed. */
export interface Claim {
  readonly value: string;
  readonly path: () => string;
}

type DuplicateKind =
  | 'duplicate-node'
  | 'duplicate-name'
  | 'duplicate-key'
  | 'duplicate-address'
  | 'duplicate-port';

/** An error for every claim whose value an earlier claim already has, naming both places. */
export function duplicates(
  document: DocumentName,
  kind: DuplicateKind,
  claims: readonly Claim[],
): readonly PlanError[] {
  const first = new Map<string, Claim>();
  const errors: PlanError[] = [];
  for (const claim of claims) {
    const { value } = claim;
    const other = first.get(value);
    if (other === undefined) first.set(value, claim);
    else errors.push({ kind, document, path: claim.path(), value, other: { path: other.path(), value } });
  }
  return errors;
}
