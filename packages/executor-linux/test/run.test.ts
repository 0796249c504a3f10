import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { run } from '../src/run.js';

test('what a process says, and how it ended', async () => {
  const argv = ['sh', '-c', 'cat; echo no >&2; exit 3'];
  expect(await run({ argv, stdin: 'yes' })).toEqual({ status: 3, stdout: 'yes', stderr: 'no\n' });
});

test('a process that a signal ended', async () => {
  expect((await run({ argv: ['sh', '-c', 'kill -9 $$'] })).status).toBe(128 + 9);
});

test('what cannot be started is an outcome, and leaves nothing to wait for', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((each) => each === 'Timeout').length;
  const before = timers();
  expect(await run({ argv: ['there-is-no-such-tool'] })).toMatchObject({
    status: 127,
    stderr: expect.stringContaining('ENOENT'),
  });
  expect(timers()).toBe(before);
});

test('a process that ends before it has read everything', async () => {
  expect((await run({ argv: ['true'], stdin: 'x'.repeat(1 << 22) })).status).toBe(0);
});

test('nothing of our environment but the path reaches it, and it has a process group of its own', async () => {
  process.env['SECRET'] = 'canary';
  const { stdout } = await run({ argv: ['sh', '-c', 'env; echo group $(ps -o pgid= -p $$)'] });
  delete process.env['SECRET'];
  expect(stdout).not.toContain('canary');
  expect(stdout).toContain('LC_ALL=C');
  const [, , , , group] = readFileSync('/proc/self/stat', 'utf8').split(' ');
  expect(stdout).not.toContain(`group ${group}\n`);
});
