import type { DocumentName, PlanError } from '../error.js';

type DuplicateKind =
  | 'duplicate-node'
  | 'duplicate-name'
  | 'duplicate-key'
  | 'duplicate-address'
  | 'duplicate-port';

/**
 * Returns an error for every value that stands earlier in the list already, and names both places. A hole is a value
 * that could not be read. `pathAt` returns the path of the value at an index. It is called only where there is an
 * error.
 */
export function duplicates(
  document: DocumentName,
  kind: DuplicateKind,
  values: readonly (string | undefined)[],
  pathAt: (index: number) => string,
): readonly PlanError[] {
  // Nearly always there are none, and a set that is made at once says so in half the time.
  if (values.length < 2 || new Set(values).size === values.length) return [];
  const first = new Map<string, number>();
  const errors: PlanError[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value === undefined) continue;
    const earlier = first.get(value);
    if (earlier === undefined) first.set(value, i);
    else errors.push({ kind, document, path: pathAt(i), value, other: { path: pathAt(earlier), value } });
  }
  return errors;
}
