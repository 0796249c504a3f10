import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const text = readFileSync('docs/architecture.md', 'utf8');

test('each question of where something is has an answer that is there', () => {
  const questions = text.split('\n').filter((line) => line.startsWith('| … '));
  expect(questions).toHaveLength(13);
  for (const question of questions) {
    const paths = [...question.matchAll(/`(packages\/[^`]+)`/g)].map(([, path = '']) => path);
    expect(paths, question).not.toEqual([]);
    for (const path of paths) expect([path, existsSync(path)]).toEqual([path, true]);
  }
});

test.each(['planner', 'executor-linux', 'operator', 'cli', 'lab'])(
  'it tells of every folder of %s, and of no other',
  (name) => {
    const folder = `packages/${name}/src`;
    const [, section = ''] = text.split(`In \`${folder}\``);
    const [table = ''] = /(?:^\|.*\n)+/m.exec(section) ?? [];
    const firsts = table.split('\n').map((row) => row.split('|')[1] ?? '');
    const told = firsts.flatMap((first) =>
      [...first.matchAll(/`([a-z-]+)\/`/g)].map(([, each = '']) => each),
    );
    const all = readdirSync(folder, { withFileTypes: true });
    const there = all.filter((each) => each.isDirectory()).map((each) => each.name);
    expect(told.sort()).toEqual(there.sort());
  },
);
