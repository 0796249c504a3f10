import type { Clock } from '../port/clock.js';

/** Wakes one who sleeps, once for however often it was raised meanwhile. */
export interface Signal {
  /** Wakes who sleeps, or who is about to. */
  readonly raise: () => void;
  /**
   * Sleeps until it is raised or the time (milliseconds) is over; not at all where it was raised since the last sleep.
   */
  readonly raised: (longest: number) => Promise<void>;
}

/** Makes a signal that was not raised yet. */
export function signal({ sleep }: Pick<Clock, 'sleep'>): Signal {
  let waker = new AbortController();
  return {
    raise: () => waker.abort(),
    raised: async (longest) => {
      await sleep(longest, waker.signal);
      waker = new AbortController();
    },
  };
}
