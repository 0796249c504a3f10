import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { withLock } from '../src/lock.js';

// The lock is one for each network namespace: these tests are the only ones to take that of the machine itself.
test('one at a time: the second fails at once and says who is at work', async () => {
  await withLock(0, async () => {
    await expect(withLock(0, async () => {})).rejects.toThrow(`process ${process.pid}`);
  });
});

test('one at a time: whoever waits comes in when it is free, each alone', async () => {
  let inside = 0;
  const order: number[] = [];
  const work = (i: number) =>
    withLock(30, async () => {
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
  await withLock(0, async () => {
    const start = performance.now();
    await expect(withLock(0.3, async () => {})).rejects.toThrow('--lock-timeout');
    expect(performance.now() - start).toBeGreaterThan(250);
  });
});

test('work that fails gives it back', async () => {
  await expect(withLock(0, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(withLock(0, async () => 1)).resolves.toBe(1);
});

test('a dead holder does not block', async () => {
  const holder = spawn(process.execPath, [
    '-e',
    "require('node:net').createServer().listen('\\0networkd', () => console.log('held'))",
  ]);
  await once(holder.stdout, 'data');
  await expect(withLock(0, async () => {})).rejects.toThrow('another apply is at work');
  const waiting = withLock(30, async () => 'in');
  holder.kill('SIGKILL');
  await expect(waiting).resolves.toBe('in');
});
