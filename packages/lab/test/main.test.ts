import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { bundled } from '../src/machine/bundle.js';

const main = bundled(fileURLToPath(new URL('../src/main.ts', import.meta.url)));

const run = (args: readonly string[], PATH: string) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    encoding: 'utf8',
    env: { PATH },
  });
  return { status, stdout, stderr };
};

test('without root or a tool, npm run lab says so and fails', () => {
  const { status, stdout, stderr } = run([], '/nowhere');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(
    /^lab: not here: (not root|not Linux|not on this machine: .*\bping\b.*)\. .* npm run setup:system/,
  );
});

test('an option that npm run lab does not know is refused', () => {
  const stderr = 'lab: --jsn means nothing here; there is only --json\n';
  expect(run(['--jsn'], process.env['PATH'] ?? '')).toEqual({ status: 1, stdout: '', stderr });
});
