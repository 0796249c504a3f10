import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onMachine } from '@networkd/lab/scenario/on-machine';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { whyNotRun } from '../../../test/shell/run.js';
import { type Lock, withLock } from '../src/apply/lock.js';
import { systemClock } from '../src/clock.js';

let file: string;
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'networkd-lock-')), 'run', 'lock');
});
afterEach(() => rmSync(join(file, '../..'), { recursive: true }));

const locked = <A>(timeout: number, work: (lock: Lock) => Promise<A>) =>
  withLock(systemClock, timeout, work, file);

test('one at a time: the second fails at once and says who is at work', async () => {
  await locked(0, async () => {
    await expect(locked(0, async () => {})).rejects.toThrow(`(process ${process.pid})`);
  });
});

test('one at a time: who waits comes in when it is free, each alone', async () => {
  let inside = 0;
  const order: number[] = [];
  const work = (i: number) =>
    locked(30, async () => {
      inside++;
      expect(inside).toBe(1);
      await sleep(10);
      order.push(i);
      inside--;
    });
  await Promise.all([work(1), work(2), work(3)]);
  expect(order.toSorted()).toEqual([1, 2, 3]);
});

test('waiting has an end', async () => {
  await locked(0, async () => {
    const start = performance.now();
    await expect(locked(0.3, async () => {})).rejects.toThrow('--lock-timeout');
    expect(performance.now() - start).toBeGreaterThan(250);
  });
});

test('work that fails gives it back', async () => {
  await expect(locked(0, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(locked(0, async () => 1)).resolves.toBe(1);
});

test('a dead holder does not block; a process that it has begun does, until that has ended', async () => {
  const work = await locked(0, async ({ descriptor }) => {
    const child = spawn('cat', { stdio: ['pipe', 'ignore', 'ignore', descriptor] });
    await once(child, 'spawn');
    return child;
  });
  await expect(locked(0, async () => {})).rejects.toThrow('another apply is at work');
  work.stdin?.end();
  await expect(locked(30, async () => 'in')).resolves.toBe('in');
});

test('what the file says of its holder is read as a process id, or not at all', async () => {
  await locked(0, async () => {
    for (const text of ['', 'x'.repeat(1 << 20), `${process.pid}`, '1\n2\n']) {
      writeFileSync(file, text);
      await expect(locked(0, async () => {})).rejects.toThrow('at work on this node: wait');
    }
    const { pid } = spawnSync('true');
    writeFileSync(file, `${pid}\n`);
    await expect(locked(0, async () => {})).rejects.toThrow('has ended, and what it had begun has not');
  });
});

test('nobody else can open it: it is for its owner alone, and refused where it is not', async () => {
  await locked(0, async () => {});
  expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  chmodSync(file, 0o644);
  await expect(locked(0, async () => {})).rejects.toThrow(`chmod 600 ${file}`);
  rmSync(file);
  symlinkSync('/dev/null', file);
  await expect(locked(0, async () => {})).rejects.toThrow('lock cannot be opened (ELOOP)');
  rmSync(file);
  chmodSync(join(file, '..'), 0o755);
  await expect(locked(0, async () => {})).rejects.toThrow(`chmod 700 ${join(file, '..')}`);
});

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: the lock is not held by others on a machine: ${why}`);

describe.skipIf(why !== undefined)('on a node', () => {
  test('nobody without rights can hold it up, and what a killed apply has begun ends first', async () => {
    expect(await onMachine(new URL('./machine/lock.scenario.ts', import.meta.url))).toEqual({
      unprivileged: 'cannot hold it',
      applied: true,
      whileItEnds: expect.stringMatching(/process \d+ has ended, and what it had begun has not/),
      afterwards: true,
      processes: [],
    });
  });
});
