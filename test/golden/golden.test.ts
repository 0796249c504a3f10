import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { json, shell, text } from '@networkd/executor-dryrun';
import { describe, expect, test } from 'vitest';
import { type Case, observedDocument } from './case.js';
import { accessFiles, casesOf } from './example.js';
import { exampleNames, pathOf } from './files.js';
import { isNodeExample } from './node-example.js';

/** `UPDATE_GOLDENS=1 npm run unit -- test/golden` writes what is printed instead of comparing it. */
const isUpdating = process.env['UPDATE_GOLDENS'] === '1';

describe.each(exampleNames())('%s', (example) => {
  const cases = casesOf(example);
  const goldens = new Map([...cases.flatMap(printed), ...accessFiles(example)]);

  test.each([...goldens.keys()])('%s is what is printed', (file) => {
    const path = pathOf(example, file);
    const actual = goldens.get(file) ?? '';
    if (isUpdating) writeFileSync(path, actual);
    expect(readFileSync(path, 'utf8')).toBe(actual);
  });

  test('each golden file is of something that is planned', () => {
    const kept = readdirSync(pathOf(example, '')).filter((file) => /^(plan|access)\b/.test(file));
    expect(kept).toEqual([...goldens.keys()].sort());
  });

  test.each(cases.flatMap(withFile))('%s is the state that it is planned from', (file, { observed }) => {
    const path = pathOf(example, file);
    if (isUpdating) writeDocument(path, observed);
    expect(observedDocument(JSON.parse(readFileSync(path, 'utf8')))).toEqual(observed);
  });

  test('the README shows how to print each kind of plan in it', () => {
    const readme = readFileSync(pathOf(example, 'README.md'), 'utf8');
    const kinds = new Set(cases.map(({ name }) => name.replace(/\..*/, '')));
    for (const kind of kinds) expect(readme).toMatch(new RegExp(`\\b${kind}\\.[\\w<>-]+\\.txt`));
    expect(readme).toContain(isNodeExample(example) ? 'tn node plan' : 'tn plan');
  });
});

function printed({ name, plan }: Case): readonly (readonly [string, string])[] {
  return [
    [`${name}.txt`, text(plan)],
    [`${name}.json`, json(plan, { pretty: true })],
    [`${name}.sh`, shell(plan)],
  ];
}

function withFile(each: Case): readonly (readonly [string, Case])[] {
  return each.observedFile === undefined ? [] : [[each.observedFile, each]];
}

/** Formatted as every JSON document of the repository is. */
function writeDocument(path: string, document: unknown): void {
  if (existsSync(path) && sameJson(readFileSync(path, 'utf8'), document)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(document, undefined, 2));
  spawnSync('npx', ['biome', 'format', '--write', path]);
}

function sameJson(text: string, document: unknown): boolean {
  return JSON.stringify(JSON.parse(text)) === JSON.stringify(document);
}
