import { basename, dirname } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Program, ServedLink } from '../src/process/program.js';
import { programs } from '../src/process/programs.js';

const table: readonly (readonly [string, Program])[] = Object.entries(programs);

const link = fc.record(
  { device: fc.stringMatching(/^w-[0-9A-Za-z]{1,13}$/), netns: fc.stringMatching(/^[a-z-]{1,8}$/) },
  { requiredKeys: ['device'] },
);

describe.each(table)('a process of %s', (_, program) => {
  const filesOf = (link: ServedLink) => {
    const { log, given, made } = program.files(link);
    return [program.file(link), log, ...Object.keys(given), ...made];
  };

  test('is found again for its link by the name of the file that it is known by', () => {
    fc.assert(
      fc.property(link, (link) => {
        const found = program.linkOf(basename(program.file(link)));
        // A link that is made has one name in all namespaces.
        expect(found).toEqual(program.role === 'makes' ? { device: link.device } : link);
      }),
    );
  });

  test('has files in its folder alone, and no file that another link has', () => {
    fc.assert(
      fc.property(link, link, (one, other) => {
        const files = filesOf(one);
        expect(new Set(files.map((file) => dirname(file)))).toEqual(new Set([program.folder]));
        if (one.device !== other.device) {
          expect(files.filter((file) => filesOf(other).includes(file))).toEqual([]);
        }
      }),
    );
  });

  test('is known by what it is started with', () => {
    const file = program.file({ device: 'w-x' });
    if (program.role === 'makes') {
      expect(file).toBe(program.files({ device: 'w-x' }).log);
    } else {
      const words = program.words({ device: 'w-x' });
      expect(words[words.indexOf(program.option) + 1]).toBe(file);
    }
  });
});
