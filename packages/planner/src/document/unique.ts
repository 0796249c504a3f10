import type { DocumentName, PlanError } from '../error.js';

/** A value that must be the only one of its sort, and where it stands. */
export interface Claim {
  readonly path: string;
  readonly value: string;
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
    const other = first.get(claim.value);
    if (other === undefined) first.set(claim.value, claim);
    else errors.push({ kind, document, path: claim.path, value: claim.value, other });
  }
  return errors;
}
