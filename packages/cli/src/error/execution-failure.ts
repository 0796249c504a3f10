import { differenceOf } from '@networkd/operator';
import {
  type Change,
  describe,
  type ExecutionError,
  lower,
  type OperationFailure,
  type Rollback,
} from '@networkd/planner';
import { differenceLine } from '../render/difference.js';
import { many } from '../word/many.js';
import { Failure } from './failure.js';

/** Exit statuses of an apply that failed: the node is as it was before, or it is not. */
export const executionExits = { rolledBack: 3, notRolledBack: 4 } as const;

/** Turns the executor's error into what ends a command, with all that a person needs beneath its message. */
export function executionFailure(error: ExecutionError): Failure {
  const { kind, message, ...details } = error;
  return new Failure([{ kind, message, notes: notesOf(error), details }], exitOf(error));
}

/** Returns the exit status, which says whether the node was touched, and whether it is as it was before. */
function exitOf({ kind, rollback }: ExecutionError): number {
  if (kind !== 'operation-failed' && kind !== 'not-verified') return 1;
  return rollback !== undefined && isWhole(rollback)
    ? executionExits.rolledBack
    : executionExits.notRolledBack;
}

function isWhole({ left, failure, why }: Rollback): boolean {
  return left.length === 0 && failure === undefined && why === undefined;
}

function notesOf({ kind, failure, differences = [], rollback }: ExecutionError): readonly string[] {
  return [
    ...(failure === undefined ? [] : failureNotes(failure)),
    ...(kind === 'stale-basis' ? staleNotes(differences) : stepNotes('still to be done:', differences)),
    ...(rollback === undefined ? [] : rollbackNotes(rollback)),
  ];
}

function failureNotes({ operation, command, status, output }: OperationFailure): readonly string[] {
  return [
    `operation: ${describe(operation)}`,
    ...labelled('command:', command),
    `exit status: ${status}`,
    ...labelled('it said:', output === '' ? 'nothing' : output),
  ];
}

/** Writes a text after its label. More lines than one stand below it. */
function labelled(label: string, text: string): readonly string[] {
  const lines = text.trimEnd().split('\n');
  return lines.length === 1 ? [`${label} ${text.trim()}`] : [label, ...lines.map((line) => `  ${line}`)];
}

function staleNotes(differences: readonly Change[]): readonly string[] {
  if (differences.length === 0) return ['what moved is nothing that the plan would have changed'];
  return ['what moved:', ...differences.map((change) => `  ${differenceLine(differenceOf(change))}`)];
}

function rollbackNotes(rollback: Rollback): readonly string[] {
  const { plan, failure, why, left } = rollback;
  const count = plan === undefined ? '' : `, ${many(plan.operations.length, 'operation')}`;
  if (isWhole(rollback)) {
    return [
      `rolled back${count}: the node is as it was before`,
      'what to do: mend what the command complains of, then apply again',
    ];
  }
  return [
    `could not roll back${count}${why === undefined ? '' : `: ${why}`}`,
    ...(failure === undefined ? [] : failureNotes(failure)),
    ...stepNotes('left to be done until the node is as it was before:', left),
    'what to do: mend what the command complains of, then apply again: that works from any state;',
    '  or run tn rollback to go back to the state before',
  ];
}

function stepNotes(label: string, changes: readonly Change[]): readonly string[] {
  if (changes.length === 0) return [];
  return [label, ...lower(changes).map((operation) => `  ${describe(operation)}`)];
}
