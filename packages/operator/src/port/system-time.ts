import { setTimeout as sleep } from 'node:timers/promises';
import type { Time } from './time.js';

/** The time of this machine. */
export const systemTime: Time = {
  now: () => performance.now(),
  date: () => new Date(),
  sleep: async (milliseconds, signal) => {
    try {
      await sleep(milliseconds, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      if (signal?.aborted !== true) throw error;
    }
  },
};
