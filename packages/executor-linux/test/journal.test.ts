import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../src/clock.js';
import { append, ending, reached, read, standing, unfinished, waitingIn } from '../src/journal.js';
import type { Ending, Intent } from '../src/journal-entry.js';

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

const end = (kind: Ending['kind'], of: Intent) => ending(kind, of, systemClock);
const plans = (intents: readonly Intent[]) => intents.map(({ plan }) => plan);
const done = (of: Intent, kind: Ending['kind'] = 'Applied') => [of, end(kind, of)];

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

test('whatever a crash made of a line, all others are read', () => {
  const whole = JSON.stringify(intent('p', 'o'));
  for (const torn of [
    'nonsense',
    // Ends with the brace of an inner object.
    whole.slice(0, whole.indexOf('}') + 1),
    '\0'.repeat(512),
    `${'\0'.repeat(100)}${whole}`,
    '{}',
    'null',
    '[]',
    whole.replace('Intended', 'Pretended'),
    whole.replace('"networks":[', '"networks":["y",'),
    whole.replace('"before":', '"befor":'),
    whole.replace('"keys":[]', '"keys":{}'),
    whole.replace('"undoes":"o"', '"undoes":7'),
  ]) {
    rmSync(folder, { recursive: true, force: true });
    append(folder, intent('p'));
    const file = join(folder, 'journal.ndjson');
    writeFileSync(file, `${torn}\n${readFileSync(file, 'utf8')}${torn}`);
    append(folder, intent('q'));
    expect(plans(read(folder) as Intent[])).toEqual(['p', 'q']);
  }
  expect(read(folder).every(({ kind }) => kind === 'Intended')).toBe(true);
});

test('what waits for confirmation is found by its plan, and without it only where the last apply asked for one', () => {
  const [p, q] = [intent('p'), { ...intent('q'), deadline: '2030-01-01T00:00:00.000Z' }];
  expect(waitingIn([...done(p), ...done(q)], 'p')?.plan).toBe('p');
  expect(waitingIn([...done(p), ...done(q)], undefined)?.plan).toBe('q');
  expect(waitingIn([...done(p), q], undefined)?.plan).toBe('q');
  expect(waitingIn([...done(q), end('Confirmed', q), ...done({ ...q })], undefined)?.plan).toBe('q');
  expect(waitingIn([...done(q), ...done(p)], undefined)).toBeUndefined();
  expect(waitingIn([...done(q), end('Confirmed', q)], undefined)).toBeUndefined();
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
  expect(unfinished([...done(p), end('Confirmed', p)])).toBeUndefined();
  expect(plans(standing([p, end('Confirmed', p), end('Applied', p), q]))).toEqual(['p', 'q']);
});

test('a network was brought to the version of its last apply that went well, whether forwards or back', () => {
  const versionOf = (entries: Parameters<typeof reached>[0]) => reached(entries).get('x')?.version;
  const [p, q] = [intent('p'), intent('q', undefined, 2)];
  expect(versionOf([...done(p), ...done(q)])).toBe(2);
  expect(versionOf([...done(p), ...done(q, 'RolledBack')])).toBe(1);
  expect(versionOf([...done(p), ...done(q), ...done(intent('r', 'q', 1))])).toBe(1);
});
