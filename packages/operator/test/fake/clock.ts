import type { Clock } from '../../src/port/clock.js';

/** A time that passes only where somebody sleeps, and then at once; it knows how long each slept. */
export interface FakeClock extends Clock {
  readonly slept: readonly number[];
}

export function fakeClock(): FakeClock {
  const slept: number[] = [];
  let now = 0;
  return {
    slept,
    now: () => now,
    date: () => new Date(now),
    sleep: (milliseconds, signal) => {
      if (signal?.aborted) return Promise.resolve();
      slept.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
  };
}
