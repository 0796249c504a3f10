import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explain, type Operation, type Plan } from '../../src/index.js';
import { parsedMesh, versions } from '../../src/testing/index.js';
import { type Aim, booted, brought, nodeAt, planned } from '../laws/world.js';
import { oneOfEach } from '../operations.js';
import { errorsOf, resealed, withOperations } from '../plan/read-plan.js';
import { hostileTo, type Path, strays, textsIn, withValue } from './hostile.js';

/** Reasons reach nothing but paper: any that is one line of printable characters will do. */
function isHarmless(field: string | number | undefined, text: string, value: string): boolean {
  if (field === 'reason') return /^[ -~]*$/.test(value);
  // White space around a ruleset means nothing, and an empty one is a table without rules.
  return field === 'ruleset' && ['', text.trim()].includes(value.replace(/^[ \t\n]+|[ \t\n]+$/g, ''));
}

function placeOf([field, ...rest]: Path): string {
  const elements = rest.map((index) => `[${index}]`).join('');
  return field === 'kind' ? '$.operations[0]' : `$.operations[0].${field}${elements}`;
}

/** Said of the field itself, by its type or its name, and not because the plan was changed. */
function refusedAt(path: Path, operation: Operation, value: unknown): boolean {
  const tampered = withOperations([withValue(operation, path, value) as Operation]);
  const errors = errorsOf(tampered).filter(
    (each) => each.kind !== 'wrong-hash' && each.path === placeOf(path),
  );
  return errors.length > 0 && errors.map(explain).every((sentence) => sentence !== '');
}

describe('a hostile value in any field of any operation is refused, at its place', () => {
  test('one operation of each kind with all its fields is sound in itself', () => {
    const errors = errorsOf(withOperations(oneOfEach));
    expect(errors.filter(({ kind }) => kind !== 'wrong-hash')).toEqual([]);
  });

  test.each(oneOfEach.map((each) => [each.kind, each] as const))('%s: texts', (_, operation) => {
    for (const [path, text] of textsIn(operation)) {
      for (const value of hostileTo(text)) {
        if (isHarmless(path[0], text, value)) continue;
        expect(refusedAt(path, operation, value), `${path.join('.')} ${JSON.stringify(value)}`).toBe(true);
      }
    }
  });

  test.each(oneOfEach.map((each) => [each.kind, each] as const))('%s: other values', (_, operation) => {
    for (const [field, given] of Object.entries(operation)) {
      const texts = typeof given === 'string' ? [] : [String(given), `${given};reboot`];
      const values = [...strays, [given], ...texts];
      for (const value of values.filter((each) => !Array.isArray(given) || !Array.isArray(each))) {
        expect(refusedAt([field], operation, value), `${field} ${JSON.stringify(value)}`).toBe(true);
      }
    }
    expect(errorsOf(withOperations([withValue(operation, ['more'], 'x') as Operation]))).toContainEqual(
      expect.objectContaining({ kind: 'unknown-field', path: '$.operations[0].more' }),
    );
  });
});

/** A plan that makes, changes and deletes, and the place of a text in it. */
const tampered = fc.tuple(versions(), fc.nat(), fc.nat(), fc.nat());

function updateOf(history: readonly Aim[], choice: number): Plan | undefined {
  const [first, last] = [history[0], history.at(-1)];
  const node = last === undefined ? undefined : nodeAt(last.inventory, choice);
  if (first === undefined || last === undefined || node === undefined) return undefined;
  return planned(brought(booted(), first, node), last, node);
}

/**
 * What is only shown, not carried out: what was found, and in which namespace a port is held. There a value that differs may be of a
 * sound type, such as a mark that somebody changed.
 */
function isShown(path: Path, value: string): boolean {
  const [part, , side, field] = path;
  if (part !== 'changes' || (side !== 'before' && field !== 'birth')) return false;
  return field === 'ruleset' || /^(?:[0-9A-Za-z_][0-9A-Za-z_.:@/-]*)?$/.test(value);
}

test('a hostile text anywhere in a plan is refused', () => {
  fc.assert(
    fc.property(tampered, ([history, choice, place, which]) => {
      const aims = history.map((documents) => {
        const { network, inventory } = parsedMesh(documents);
        return { networks: [network], inventory };
      });
      const plan = updateOf(aims, choice);
      const texts = textsIn(plan);
      const [path, text] = texts[place % Math.max(texts.length, 1)] ?? [];
      if (plan === undefined || path === undefined || text === undefined) return;
      const values = hostileTo(text).filter(
        (value) => !isHarmless(path.at(-1), text, value) && !isShown(path, value),
      );
      const value = values[which % Math.max(values.length, 1)];
      if (value === undefined) return;
      const document = withValue(plan, path, value) as Plan;
      const fits = path[0] === 'operations' ? resealed(document) : document;
      expect(errorsOf(fits), `${path.join('.')} ${JSON.stringify(value)}`).not.toEqual([]);
    }),
  );
});
