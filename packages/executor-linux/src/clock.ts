import { readFileSync } from 'node:fs';
import { setTimeout as setTimer } from 'node:timers/promises';

/** A moment that no setting of the date moves: the seconds since the boot of that id, sleep included. */
export interface Moment {
  readonly boot: string;
  readonly seconds: number;
}

/** What tells the time, and when it has come. */
export interface Clock {
  /**
   * Returns the date, for people and beside times that others wrote down. It may be set forwards or back at any time.
   */
  readonly date: () => Date;
  /** Returns the moment, for deadlines that outlive this process. */
  readonly moment: () => Moment;
  /** Returns milliseconds since this process began, for its own deadlines. */
  readonly now: () => number;
  /** Calls once, so many milliseconds later. Returns a function that cancels the call. */
  readonly after: (milliseconds: number, call: () => void) => () => void;
  /** Lets so many milliseconds pass, or fewer where the signal says so. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** The clock of this machine. */
export const systemClock: Clock = {
  date: () => new Date(),
  moment: () => ({
    boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    seconds: Number.parseFloat(readFileSync('/proc/uptime', 'utf8')),
  }),
  now: () => performance.now(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
  sleep: async (milliseconds, signal) => {
    try {
      await setTimer(milliseconds, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      if (signal?.aborted !== true) throw error;
    }
  },
};

/** Returns the date so many seconds from now, as ISO 8601 has it, for people. */
export function dateIn({ date }: Pick<Clock, 'date'>, seconds: number): string {
  return new Date(date().getTime() + seconds * 1000).toISOString();
}

/** Returns the seconds from one moment to a later one. Returns 0 where the machine was started again in between. */
export function secondsUntil(then: Moment, now: Moment): number {
  return then.boot === now.boot ? Math.max(0, then.seconds - now.seconds) : 0;
}
