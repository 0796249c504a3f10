import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Files directly in a folder, beyond which nobody finds the one that is looked for. */
const most = 25;

/** Folders that have more, and why nobody minds. */
const excepted: Readonly<Record<string, string>> = {
  'docs/decisions': 'numbered, and read by number',
  'examples/004-demo': 'a plan of each node in three formats, made and compared by the golden tests',
};

/** What is made, and not written. */
const made = ['node_modules', 'dist', 'api', 'coverage', '.bench', 'found'];

/** Says how many files each of the folders at or below one has. */
function counted(folder: string): readonly (readonly [folder: string, files: number])[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && !made.includes(entry.name));
  return [
    [folder, entries.filter((entry) => entry.isFile()).length],
    ...folders.flatMap(({ name }) => counted(join(folder, name))),
  ];
}

const all = ['packages', 'test', 'scripts', 'bench', 'docs', 'examples'].flatMap(counted);

test('nobody opens a folder of more than 25 files', () => {
  expect(all.length).toBeGreaterThan(50);
  const over = all.filter(([folder, files]) => files > most && !Object.hasOwn(excepted, folder));
  expect(over).toEqual([]);
});

test.each(Object.entries(excepted))('the exception %s (%s) is still needed', (folder) => {
  const [, files = 0] = all.find(([name]) => name === folder) ?? [];
  expect(files).toBeGreaterThan(most);
});
