import { describe, expect, test } from 'vitest';
import { documents, Place } from './tn.js';

/** What `tn check` says of a network with this text, and in how little memory it does. */
function check(text: string): string {
  const place = new Place();
  place.write('big.json', text);
  const run = place.bash('NODE_OPTIONS=--max-old-space-size=512 tn check -t big.json -i inventory.json');
  expect(run.status).toBe(1);
  return run.stderr;
}

describe('a document that is too large', () => {
  test.each([
    ['20 000 nested brackets', '['.repeat(20_000), 'has more than 64 levels'],
    ['20 000 nested braces', '{"a":'.repeat(20_000), 'has more than 64 levels'],
    ['100 MB of blanks', ' '.repeat(100_000_000), 'has more than 67108864 bytes'],
    [
      'a million members',
      `{${Array.from({ length: 1_000_000 }, (_, i) => `"m${i}":1`).join(',')}}`,
      'has more than 1000 members in one object',
    ],
    ['many values', `[${'{},'.repeat(5_000_000)}1]`, 'has more than 4000000 values'],
  ])('%s', (_, text, said) => {
    expect(check(text)).toMatch(
      new RegExp(`^error\\[too-large\\]: big\\.json: it ${said}.*; give the document`),
    );
  });

  test('brackets in a string are none', () => {
    expect(check(`{"schema": "${'[{\\\\\\"'.repeat(1000)}"}`)).toMatch(/^error\[wrong-schema\]/);
  });

  test('300 000 errors: a hundred are listed', () => {
    const said = check(JSON.stringify({ resources: Array.from({ length: 300_000 }, () => 1) }));
    expect(said.match(/^error/gm)).toHaveLength(101);
    expect(said).toMatch(/^error\[more-errors\]: big\.json: \$: \d+ more errors are not listed/m);
  });

  test.each([
    ['60 MB of blank lines', '\n'.repeat(60_000_000), 'the file is empty'],
    ['no JSON at all', 'x '.repeat(20_000_000), 'this is no value'],
  ])('%s: one error, at its place', (_, text, said) => {
    expect(check(text)).toMatch(new RegExp(`^error\\[not-json\\]: big\\.json: \\d+:\\d+: .*${said}`));
  });

  test.each(['tn check -t /dev/zero -i inventory.json', 'tn check -t - -i inventory.json < /dev/zero'])(
    'one that never ends is not read to its end: %s',
    (line) => {
      expect(new Place().bash(line).stderr).toMatch(/^error\[too-large\]/);
    },
  );

  test('a pipe is read whole', () => {
    const place = new Place();
    const run = place.bash('tn check -t <(sleep 0.1; cat network.json) -i - < <(cat inventory.json)');
    expect(run).toEqual(place.tn(['check', ...documents]));
  });
});
