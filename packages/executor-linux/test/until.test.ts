import { expect, test } from 'vitest';
import { type Clock, systemClock } from '../src/clock.js';
import { until } from '../src/until.js';

/** A clock that is where it is told to be: who waits by it waits for nothing. */
function clockThatJumps(): Clock & { readonly waits: number[] } {
  let now = 0;
  const waits: number[] = [];
  return {
    ...systemClock,
    waits,
    now: () => now,
    sleep: (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
  };
}

test('what does not come is waited for five seconds by the clock that was given, and ever less often', async () => {
  const clock = clockThatJumps();
  expect(await until(clock, () => false)).toBe(false);
  expect(clock.now()).toBeGreaterThanOrEqual(5000);
  expect(clock.now()).toBeLessThan(6000);
  expect(clock.waits).toEqual(clock.waits.toSorted((a, b) => a - b));
  expect(clock.waits.length).toBeLessThan(100);
});

test('what is there is not waited for', async () => {
  const clock = clockThatJumps();
  expect(await until(clock, () => true)).toBe(true);
  expect(clock.waits).toEqual([]);
});
