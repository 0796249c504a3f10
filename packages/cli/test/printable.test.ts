import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { onOneLine, printable } from '../src/terminal/printable.js';
import { Machine } from './machine.js';
import { documents, Place } from './tn.js';

/** What moves a cursor, colours, hides, or turns the order of what is read. */
const hostile = [
  ...['\u001b[2J', '\u001b]0;title\u0007', '\u009b31m', '\u007f', '\r', '\b', '\0'],
  ...['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069'],
  ...['\u200e', '\u200f', '\u061c', '\u200b', '\ufeff', '\u00ad', '\u2028', '\u2029', '\ud800', '\u{e0041}'],
];

/** Anything of that kind; lines may end. */
const unprintable = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe('a text from outside', () => {
  test.each(hostile)('%j is shown by its number', (text) => {
    expect(printable(`a${text}b`)).toMatch(/^a(?:\\u[0-9a-f]{4}|\\[rb]|[ -~])+b$/);
  });

  test('is JSON as before, and stays on its line where it has to', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary' }))), (texts) => {
        const json = JSON.stringify({ texts });
        expect(JSON.parse(printable(json))).toEqual({ texts });
        expect(printable(json)).not.toMatch(unprintable);
        expect(onOneLine(texts.join('\n'))).not.toMatch(/[\n\t]/);
        expect(printable('…→ü\u{1f600}\n\tx')).toBe('…→ü\u{1f600}\n\tx');
      }),
    );
  });

  const value = `x${hostile.join('')}y`;

  test('in a value, a name or a file name reaches no terminal, in words or as JSON', () => {
    const place = new Place();
    const name = 'evil\u202e\u001b[31m.json';
    place.write(name, {
      schema: value,
      [value]: 1,
      id: value,
      range: value,
      resources: [{ [value]: value }],
    });
    for (const json of ['', ' --json']) {
      const said = place.onTerminal(`tn check -t evil* -i inventory.json${json}`).stdout;
      const own = said
        .split('\u001b[')
        .map((each, i) => (i === 0 ? each : each.replace(/^\d+m/, '')))
        .join('');
      expect(own).toContain('\\u202e');
      expect(own).not.toMatch(unprintable);
      if (json !== '') expect(JSON.stringify(JSON.parse(own))).toContain('\u202e');
    }
  });

  test('in an argument reaches none either', () => {
    const said = new Place().bash(`tn $'\\e[2J\\u202e'; tn plan $'--\\e[2J'; tn explain $'\\e[2J\\u202e'`);
    expect(said.stderr).toContain('\\u001b[2J');
    expect(said.stderr).not.toMatch(unprintable);
  });

  test('that a kernel said reaches none', () => {
    const fails = { kind: 'refused', message: 'ip: \u001b[2J\u202eno such device' } as const;
    const run = new Machine({ fails }).tn(['apply', ...documents, '-n', 'a', '--yes']);
    const said = run.stderr;
    expect(said).toContain('\\u001b[2J\\u202e');
    expect(said).not.toMatch(unprintable);
  });
});
