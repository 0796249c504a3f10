/** `npm test`: installs what is missing, builds, and runs every check in turn; stops at the first that fails. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'networkd-test-'));
const results = join(scratch, 'vitest.json');
/** Of the reason of a failure, after its first. */
const mostLines = 8;

/** @type {readonly (readonly [title: string, command: string, ...args: string[]])[]} */
const steps = [
  ['setup', process.execPath, 'scripts/setup.mjs'],
  ['system', process.execPath, 'scripts/setup-system.mjs'],
  ['kernels', process.execPath, 'scripts/kernels.mjs'],
  ['neighbours', process.execPath, 'scripts/neighbours.mjs'],
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

// Debian's own kernels are tried as well (vitest.config.ts).
const env = { NETWORKD_KERNELS: 'usual', ...process.env };

/** @type {string[]} */
const summary = [];
let failed = false;
for (const [title, command, ...args] of steps) {
  console.log(`\n=== ${title} ===`);
  const start = Date.now();
  failed = spawnSync(command, args, { cwd: root, env, stdio: 'inherit' }).status !== 0;
  summary.push(
    `${failed ? 'FAIL' : ' ok '}  ${title.padEnd(10)} ${((Date.now() - start) / 1000).toFixed(1)} s`,
  );
  if (failed) break;
}

const tests = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : undefined;
rmSync(scratch, { recursive: true });
console.log(`\n${summary.join('\n')}`);
if (tests) {
  console.log(`the slowest files:\n${slowest(tests).join('\n')}`);
  const failures = failuresIn(tests);
  for (const line of failures) console.log(line);
  const skipped = tests.numPendingTests + tests.numTodoTests;
  const tail = skipped > 0 ? `, ${skipped} skipped` : '';
  console.log(`${tests.numPassedTests} passed, ${failures.length} failed${tail}`);
}
process.exitCode = failed ? 1 : 0;

/**
 * What failed, by its file and name, with why: the whole of it is far above by now.
 * @param {{ testResults: { name: string, status: string, message: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }[] }} tests
 */
function failuresIn({ testResults }) {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const failures = assertionResults.filter((test) => test.status === 'failed');
    // One that could not be loaded, or made ready, counts as one failed test.
    if (status === 'failed' && failures.length === 0) return [`FAIL  ${file}: ${reasonIn(message)}`];
    return failures.map(
      ({ fullName, failureMessages: [why = ''] }) => `FAIL  ${file} > ${fullName}: ${reasonIn(why)}`,
    );
  });
}

/**
 * The ten files that took longest, with their seconds.
 * @param {{ testResults: { name: string, startTime: number, endTime: number }[] }} tests
 */
function slowest({ testResults }) {
  return testResults
    .map(({ name, startTime, endTime }) => ({
      file: relative(root, name),
      seconds: (endTime - startTime) / 1000,
    }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, 10)
    .map(({ file, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${file}`);
}

/**
 * A message without the stack below it: what a command said stands after its exit status.
 * @param {string} text
 */
function reasonIn(text) {
  const [first = '', ...rest] = text.split('\n');
  const end = rest.findIndex((line) => /^ +at /.test(line));
  return [first, ...rest.slice(0, Math.min(end < 0 ? mostLines : end, mostLines))].join('\n      ');
}
