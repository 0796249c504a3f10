import { lower } from '../change/lower.js';
import { type PlanError, show } from '../error.js';
import type { Operation } from '../operation/operation.js';
import { type Plan, sealed } from './document.js';

/**
 * Lists what of a plan does not follow from the rest: its operations from its changes, which are what people review,
 * and its summary and hash from both.
 */
export function checkSeal(plan: Plan): readonly PlanError[] {
  const { owners, node, basis, changes, operations } = plan;
  const made = sealed(owners, node, basis, changes, operations);
  const errors: PlanError[] = [];
  const report = (path: string, value: unknown, expected: unknown) => {
    errors.push({ kind: 'wrong-hash', document: 'plan', path, value: said(value), expected: said(expected) });
  };
  compare(operations, lower(changes), report);
  for (const name of ['create', 'update', 'delete', 'operations', 'disruptive'] as const) {
    if (plan.summary[name] !== made.summary[name]) {
      report(`$.summary.${name}`, plan.summary[name], made.summary[name]);
    }
  }
  if (plan.hash !== made.hash) report('$.hash', plan.hash, made.hash);
  return errors;
}

function said(value: unknown): string {
  return value === undefined ? 'nothing' : show(value);
}

type Report = (path: string, value: unknown, expected: unknown) => void;

/** Reports the first operation that does not follow from the changes, or that there are more or fewer than follow. */
function compare(given: readonly Operation[], made: readonly Operation[], report: Report): void {
  for (const [i, operation] of given.entries()) {
    const expected = made[i];
    if (expected === undefined) break;
    const field = unlike(operation, expected);
    if (field === undefined) continue;
    report(`$.operations[${i}].${field}`, Reflect.get(operation, field), Reflect.get(expected, field));
    return;
  }
  if (given.length !== made.length) report('$.operations', given.length, made.length);
}

/** Returns a field in which the two differ. */
function unlike(a: Operation, b: Operation): string | undefined {
  const differ = (name: string) => !sameValue(Reflect.get(a, name), Reflect.get(b, name));
  return Object.keys(a).find(differ) ?? Object.keys(b).find(differ);
}

function sameValue(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((each, i) => each === b[i]);
}
