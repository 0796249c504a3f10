import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../src/clock.js';
import {
  append,
  applied,
  ending,
  essence,
  reached,
  read,
  shorten,
  unfinished,
  waitingIn,
} from '../src/memory/journal.js';
import type { Ending, Intent, JournalEntry } from '../src/memory/journal-entry.js';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'networkd-journal-')), 'state');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

function intent(plan: string, undoes?: string, version = 1): Intent {
  const owners = [{ id: 'x', version }];
  const common = { kind: 'Intended', time: '', plan, node: 'a', owners, operations: 1 } as const;
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

test('no matter what a crash made of a line, all others are read', () => {
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
    whole.replace('"owners":[', '"owners":["y",'),
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

test('what is applied was not taken back', () => {
  const [p, q] = [intent('p'), intent('q')];
  expect(plans(applied([...done(p), ...done(q)]))).toEqual(['p', 'q']);
  expect(plans(applied([...done(p), ...done(q), ...done(intent('r', 'q'))]))).toEqual(['p']);
  expect(plans(applied([...done(p), ...done(q), ...done(intent('r', 'q'), 'RolledBack')]))).toEqual([
    'p',
    'q',
  ]);
  expect(plans(applied([...done(p), ...done(q), ...done(intent('r', 'p'))]))).toEqual([]);
});

test('what was rolled back does not stand; what failed, was interrupted or is not over has to be taken back', () => {
  const p = intent('p');
  expect(applied(done(p, 'RolledBack'))).toEqual([]);
  for (const kind of ['Failed', 'Interrupted'] as const) expect(plans(applied(done(p, kind)))).toEqual(['p']);
  expect(plans(applied([p]))).toEqual(['p']);
  expect(unfinished([p])).toBe(p);
  expect(unfinished(done(p))).toBeUndefined();
});

test('a confirmation ends nothing', () => {
  const [p, q] = [intent('p'), intent('q')];
  expect(unfinished([...done(p), end('Confirmed', p)])).toBeUndefined();
  expect(plans(applied([p, end('Confirmed', p), end('Applied', p), q]))).toEqual(['p', 'q']);
});

test('a network was brought to the version of its last apply that went well, whether forwards or back', () => {
  const versionOf = (entries: Parameters<typeof reached>[0]) => reached(entries).get('x')?.owner.version;
  const [p, q] = [intent('p'), intent('q', undefined, 2)];
  expect(versionOf([...done(p), ...done(q)])).toBe(2);
  expect(versionOf([...done(p), ...done(q, 'RolledBack')])).toBe(1);
  expect(versionOf([...done(p), ...done(q), ...done(intent('r', 'q', 1))])).toBe(1);
});

/** Applies, taken back or not, of networks of their own or the same. */
const stories = fc.array(
  fc.record({
    network: fc.constantFrom('x', 'y', 'z'),
    end: fc.constantFrom<Ending['kind'] | undefined>(
      'Applied',
      'RolledBack',
      'Failed',
      'Interrupted',
      undefined,
    ),
    isConfirmed: fc.boolean(),
    isTakenBack: fc.boolean(),
  }),
  { maxLength: 40 },
);

function told(story: typeof stories extends fc.Arbitrary<infer S> ? S : never): readonly JournalEntry[] {
  return story.flatMap(({ network, end: kind, isConfirmed, isTakenBack }, i) => {
    const owners = [{ id: network, version: i }];
    const made: Intent = { ...intent(`p${i}`), owners };
    const entries: JournalEntry[] = [made];
    if (kind === undefined) return entries;
    entries.push(end(kind, made));
    if (isConfirmed) entries.push(end('Confirmed', made));
    const back: Intent = { ...intent(`b${i}`, `p${i}`), owners };
    if (isTakenBack && kind !== 'RolledBack') entries.push(...done(back));
    return entries;
  });
}

test('of a long journal the essence says the same: what can be taken back, and what each network is', () => {
  fc.assert(
    fc.property(stories, fc.integer({ min: 1, max: 10 }), (story, applies) => {
      // An ending has come before a journal is made short.
      const entries = [...told(story), ...done(intent('last'))];
      const short = essence(entries, applies);
      expect(plans(applied(short))).toEqual(plans(applied(entries)).slice(-applies));
      expect(new Map(reached(short))).toEqual(new Map(reached(entries)));
      expect(unfinished(short)).toBeUndefined();
      expect(short.length).toBeLessThanOrEqual(2 * applies + 4);
      expect(essence(short, applies)).toEqual(short);
    }),
  );
});

test('a long journal is made short, once, and the one before stays beside it', () => {
  const many = { ...intent('p'), keys: ['k'.repeat(500)] };
  append(folder, many);
  const line = readFileSync(join(folder, 'journal.ndjson'), 'utf8');
  shorten(folder, 20);
  expect(readdirSync(folder)).toEqual(['journal.ndjson']);
  appendFileSync(
    join(folder, 'journal.ndjson'),
    `${JSON.stringify(end('Applied', many))}\n${line}${JSON.stringify(end('RolledBack', many))}\n`.repeat(
      1500,
    ),
  );
  append(folder, intent('q'));
  append(folder, end('Applied', intent('q')));
  const before = read(folder);
  shorten(folder, 20);
  const after = read(folder);
  expect(after.length).toBeLessThan(50);
  expect(plans(applied(after))).toEqual(plans(applied(before)).slice(-20));
  expect(readdirSync(folder).sort()).toEqual(['journal.ndjson', 'journal.old.ndjson']);
  expect(statSync(join(folder, 'journal.ndjson')).mode & 0o777).toBe(0o600);
  shorten(folder, 20);
  expect(read(folder)).toEqual(after);
});
