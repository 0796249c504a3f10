import {
  type Change,
  type ExecutionError,
  emptyState,
  type Operation,
  type OperationFailure,
  planTowards,
} from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { Machine, told } from './machine.js';
import { documents } from './tn.js';

const live = ['apply', ...documents, '-n', 'a'] as const;

describe('an apply that fails', () => {
  const step = { owner: 'fixture', reason: '', change: 'Create' } as const;
  const operation: Operation = { ...step, kind: 'NetnsAdd', name: 'n-fixture' };
  const netns = { kind: 'Netns', owner: 'fixture', name: 'n-fixture' } as const;
  const left: readonly Change[] = [{ kind: 'Create', after: netns, reason: '' }];
  const failure: OperationFailure = {
    operation,
    command: 'ip -batch -\nnetns add n-fixture',
    status: 2,
    output: 'RTNETLINK answers: File exists\nCommand failed -:1\u001b[31m',
  };
  const back = planTowards({
    owners: [{ id: 'fixture', removed: true }],
    target: emptyState('a'),
    observed: { ...emptyState('a'), resources: [netns] },
  });
  if (E.isLeft(back)) throw new Error('no way back from a namespace');
  const rollback = { plan: back.right, left: [] };

  const failing = (fails: ExecutionError) => new Machine({ fails }).tn([...live, '--yes']);

  test('and was rolled back: 3, with all that a person needs', () => {
    const run = failing({ kind: 'operation-failed', message: 'an operation failed', failure, rollback });
    expect(run.status).toBe(3);
    expect(run.stderr).toBe(
      [
        'error[operation-failed]: an operation failed',
        '  operation: + netns n-fixture',
        '  command:',
        '    ip -batch -',
        '    netns add n-fixture',
        '  exit status: 2',
        '  it said:',
        '    RTNETLINK answers: File exists',
        '    Command failed -:1\\u001b[31m',
        '  rolled back, 1 operation: the node is as it was before',
        '  what to do: mend what the command complains of, then apply again',
        '',
      ].join('\n'),
    );
  });

  test.each<[string, ExecutionError['rollback']]>([
    ['something is left', { ...rollback, left }],
    ['the way back failed', { ...rollback, failure }],
    ['no way back could be planned', { why: 'the name is taken', left: [] }],
    ['nobody went back', undefined],
  ])('and could not be rolled back, %s: 4', (_, tried) => {
    const run = failing({
      kind: 'operation-failed',
      message: 'an operation failed',
      failure,
      ...(tried === undefined ? {} : { rollback: tried }),
    });
    expect(run.status).toBe(4);
    if (tried === undefined) return;
    expect(run.stderr).toContain('  could not roll back');
    expect(run.stderr).toContain('apply again: that works from any state');
    if (tried.left.length > 0) {
      expect(run.stderr).toContain(
        '  left to be done until the node is as it was before:\n    + netns n-fixture\n',
      );
    }
    expect(run.stderr.match(/exit status: 2/g)).toHaveLength(tried.failure === undefined ? 1 : 2);
    if (tried.why !== undefined) expect(run.stderr).toContain(tried.why);
  });

  test('for not being what was planned: 3, with what is otherwise', () => {
    const run = failing({ kind: 'not-verified', message: 'not as planned', differences: left, rollback });
    expect(run.status).toBe(3);
    expect(run.stderr).toContain('  still to be done:\n    + netns n-fixture\n  rolled back');
  });

  test.each(['refused', 'not-observed', 'not-recorded'] as const)('%s: 1', (kind) => {
    expect(failing({ kind, message: 'why' })).toMatchObject({ status: 1, stderr: `error[${kind}]: why\n` });
  });

  test('--json: the events, then the error, and standard error is quiet', () => {
    const fails: ExecutionError = {
      kind: 'operation-failed',
      message: 'an operation failed',
      failure,
      rollback,
    };
    const { status, stdout, stderr } = new Machine({ fails }).tn([...live, '--yes', '--json']);
    expect({ status, stderr }).toEqual({ status: 3, stderr: '' });
    const events = told(stdout);
    expect(events.map(({ kind }) => kind)).toEqual(['Started', 'Done', 'Failed', 'operation-failed']);
    expect(events.at(-1)).toEqual({ ...fails });
  });

  test('--json: errors of documents too', () => {
    const machine = new Machine();
    machine.write('network.json', '{}');
    const { status, stdout, stderr } = machine.tn([...live, '--yes', '--json']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(told(stdout)[0]).toMatchObject({ kind: 'missing-field', file: 'network.json', path: '$.schema' });
  });

  test('every kind of its errors has a meaning', () => {
    for (const kind of [
      'stale-basis',
      'refused',
      'not-observed',
      'not-recorded',
      'operation-failed',
      'not-verified',
    ]) {
      expect(new Machine().tn(['explain', kind])).toMatchObject({ status: 0, stderr: '' });
    }
  });
});
