/** `npm test`: installs what is missing, builds, and runs every check in turn; stops at the first that fails. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'networkd-test-'));
const results = join(scratch, 'vitest.json');

/** @type {readonly (readonly [title: string, command: string, ...args: string[]])[]} */
const steps = [
  ['setup', process.execPath, 'scripts/setup.mjs'],
  ['build', process.execPath, 'scripts/build.mjs'],
  ['format', 'npm', 'run', '--silent', 'format:check'],
  ['lint', 'npm', 'run', '--silent', 'lint'],
  ['types', 'npm', 'run', '--silent', 'typecheck'],
  ['imports', 'npm', 'run', '--silent', 'imports'],
  ['knip', 'npm', 'run', '--silent', 'knip'],
  ['docs', 'npm', 'run', '--silent', 'docs:check'],
  [
    'unit',
    'npm',
    'run',
    '--silent',
    'unit',
    '--',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
  ],
];

/** @type {string[]} */
const summary = [];
let failed = false;
for (const [title, command, ...args] of steps) {
  console.log(`\n=== ${title} ===`);
  const start = Date.now();
  failed = spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status !== 0;
  summary.push(
    `${failed ? 'FAIL' : ' ok '}  ${title.padEnd(8)} ${((Date.now() - start) / 1000).toFixed(1)} s`,
  );
  if (failed) break;
}

const tests = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : undefined;
rmSync(scratch, { recursive: true });
console.log(`\n${summary.join('\n')}`);
if (tests) {
  // A test file that could not be loaded counts as one failed test.
  const unloaded = tests.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
      file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const skipped = tests.numPendingTests + tests.numTodoTests;
  const tail = skipped > 0 ? `, ${skipped} skipped` : '';
  console.log(`${tests.numPassedTests} passed, ${tests.numFailedTests + unloaded} failed${tail}`);
}
process.exitCode = failed ? 1 : 0;
