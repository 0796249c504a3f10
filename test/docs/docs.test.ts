import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { generated } from './generated.js';
import { runProgram, runTn } from './run.js';

const pages = [
  'README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((page) => page.endsWith('.md') && !page.startsWith('api/'))
    .map((page) => `docs/${page}`),
];

/**
 * The page as it should be: after `$ tn …` in a console block stands what it prints, after a program that "prints" stands
 * its output, and between the marks of a generated part that part. `UPDATE_GOLDENS=1` writes it so.
 */
function rendered(page: string): string {
  return page
    .replace(/```console\n([\s\S]*?)```/g, (_, block: string) => {
      const commands = block.split('\n').filter((line) => line.startsWith('$ tn '));
      return `\`\`\`console\n${commands.map((line) => `${line}\n${runTn(line.slice(2))}`).join('')}\`\`\``;
    })
    .replace(
      /(```ts\n)([\s\S]*?)(```\n\nprints\n\n```text\n)[\s\S]*?```/g,
      (_, open: string, program: string, middle: string) =>
        `${open}${program}${middle}${runProgram(program)}\`\`\``,
    )
    .replace(
      /(<!-- begin (\w+) -->\n)[\s\S]*?(<!-- end \2 -->)/g,
      (_, begin: string, name: string, end: string) => {
        const make = generated[name];
        if (make === undefined) throw new Error(`no generated part ${name}`);
        return `${begin}${make()}\n${end}`;
      },
    );
}

describe('the documentation shows what is so', () => {
  test.each(pages)('%s', (path) => {
    const page = readFileSync(path, 'utf8');
    const expected = rendered(page);
    if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(path, expected);
    else expect(page).toBe(expected);
  });

  test('every link to a file of ours leads somewhere', () => {
    const broken = pages.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
        .map(([, target = '']) => new URL(target, `file:///${path}`).pathname.slice(1))
        .filter((target) => !existing(target))
        .map((target) => `${path}: ${target}`),
    );
    expect(broken).toEqual([]);
  });
});

function existing(path: string): boolean {
  try {
    readdirSync(path);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOTDIR';
  }
}
