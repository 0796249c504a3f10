/**
 * `npm run lab`: installs, builds, and runs the network of examples/004-demo in the laboratory, every
 * node with the real executor. Prints who reaches whom beside what the planner predicted; --json prints it as JSON.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bundle = join(root, 'node_modules/.cache/networkd-lab/main.mjs');
const options = ['--bundle', '--platform=node', '--format=esm', '--packages=external', '--log-level=error'];

/** Runs a step, and ends with its status where it fails. @param {string[]} args @param {import('node:child_process').StdioOptions} stdio */
const node = (args, stdio) => {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio });
  if (status !== 0) process.exit(status ?? 1);
};

// What the steps before print is no part of the result.
for (const step of [
  ['scripts/setup.mjs'],
  ['scripts/setup-system.mjs'],
  ['scripts/build.mjs'],
  ['node_modules/esbuild/bin/esbuild', 'packages/lab/src/main.ts', ...options, `--outfile=${bundle}`],
]) {
  node(step, ['inherit', 2, 2]);
}
node([bundle, ...process.argv.slice(2)], 'inherit');
