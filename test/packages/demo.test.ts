import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { root } from './example.js';

const demo = (...words: readonly string[]) =>
  spawnSync(process.execPath, ['scripts/demo.mjs', ...words], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });

test('the demo begins with what it shows, and fits two screens of 24 lines', () => {
  const { status, stdout, stderr } = demo();
  expect(status).toBe(0);
  expect(stdout).toMatch(/^networkd plans a mesh/);
  expect(stdout).toContain('Plan: 1 to create, 1 to update, 1 to delete; 3 operations, 2 reset sessions.');
  expect(`${stdout}${stderr}`.split('\n').length).toBeLessThanOrEqual(48);
});

test('with --full it has the plans of whole nodes, and a picture', () => {
  const { status, stdout } = demo('--full');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^\/.*\/demo\/mesh\.svg$/m);
  expect(stdout.match(/^Plan: /gm)).toHaveLength(4);
});

test('an option that it does not know is refused', () => {
  const { status, stdout, stderr } = demo('--ful');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^demo: .*--ful/);
});
