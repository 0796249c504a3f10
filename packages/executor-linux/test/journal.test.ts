import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  append,
  type Ending,
  ending,
  type Intent,
  reached,
  read,
  standing,
  unfinished,
} from '../src/journal.js';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'networkd-journal-')), 'state');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

function intent(plan: string, undoes?: string, version = 1): Intent {
  const networks = [{ id: 'x', version }];
  const common = { kind: 'Intended', time: '', plan, node: 'a', networks, operations: 1 } as const;
  return {
    ...common,
    before: `${plan}-before`,
    after: `${plan}-after`,
    keys: [],
    ...(undoes === undefined ? {} : { undoes }),
  };
}

const plans = (intents: readonly Intent[]) => intents.map(({ plan }) => plan);
const done = (of: Intent, kind: Ending['kind'] = 'Applied') => [of, ending(kind, of)];

test('entries are read as they were written, in a file for its owner only', () => {
  const entries = [...done(intent('p')), intent('q')];
  for (const entry of entries) append(folder, entry);
  expect(read(folder)).toEqual(entries);
  expect(statSync(join(folder, 'journal.ndjson')).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('where nothing was written there is nothing', () => {
  expect(read(folder)).toEqual([]);
});

test('a line torn by a crash is left out, and what is written after it is read', () => {
  append(folder, intent('p'));
  const file = join(folder, 'journal.ndjson');
  appendFileSync(file, '{"kind":"Int');
  expect(plans(read(folder) as Intent[])).toEqual(['p']);
  append(folder, intent('q'));
  expect(plans(read(folder) as Intent[])).toEqual(['p', 'q']);
});

test('a journal that somebody broke in the middle is refused, by its line', () => {
  append(folder, intent('p'));
  const file = join(folder, 'journal.ndjson');
  writeFileSync(file, `nonsense\n${readFileSync(file, 'utf8')}`);
  append(folder, intent('q'));
  expect(() => read(folder)).toThrow(`${file}: line 1`);
});

test('what stands is what was applied and not taken back', () => {
  const [p, q] = [intent('p'), intent('q')];
  expect(plans(standing([...done(p), ...done(q)]))).toEqual(['p', 'q']);
  expect(plans(standing([...done(p), ...done(q), ...done(intent('r', 'q'))]))).toEqual(['p']);
  expect(plans(standing([...done(p), ...done(q), ...done(intent('r', 'q'), 'RolledBack')]))).toEqual([
    'p',
    'q',
  ]);
  expect(plans(standing([...done(p), ...done(q), ...done(intent('r', 'p'))]))).toEqual([]);
});

test('what was rolled back does not stand; what failed, was interrupted or is not over has to be taken back', () => {
  const p = intent('p');
  expect(standing(done(p, 'RolledBack'))).toEqual([]);
  for (const kind of ['Failed', 'Interrupted'] as const)
    expect(plans(standing(done(p, kind)))).toEqual(['p']);
  expect(plans(standing([p]))).toEqual(['p']);
  expect(unfinished([p])).toBe(p);
  expect(unfinished(done(p))).toBeUndefined();
});

test('a confirmation ends nothing', () => {
  const [p, q] = [intent('p'), intent('q')];
  expect(unfinished([...done(p), ending('Confirmed', p)])).toBeUndefined();
  expect(plans(standing([p, ending('Confirmed', p), ending('Applied', p), q]))).toEqual(['p', 'q']);
});

test('a network was brought to the version of its last apply that went well, whether forwards or back', () => {
  const versionOf = (entries: Parameters<typeof reached>[0]) => reached(entries).get('x')?.version;
  const [p, q] = [intent('p'), intent('q', undefined, 2)];
  expect(versionOf([...done(p), ...done(q)])).toBe(2);
  expect(versionOf([...done(p), ...done(q, 'RolledBack')])).toBe(1);
  expect(versionOf([...done(p), ...done(q), ...done(intent('r', 'q', 1))])).toBe(1);
});
