import { readFileSync } from 'node:fs';

/** A moment that no setting of the date moves: the seconds since the boot of that id, sleep included. */
export interface Moment {
  readonly boot: string;
  readonly seconds: number;
}

/** What tells the time. */
export interface Clock {
  /** For people: it may be set forwards or back at any time. */
  readonly date: () => Date;
  /** For deadlines. */
  readonly moment: () => Moment;
}

/** The clock of this machine. */
export const systemClock: Clock = {
  date: () => new Date(),
  moment: () => ({
    boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    seconds: Number.parseFloat(readFileSync('/proc/uptime', 'utf8')),
  }),
};

/** Seconds from one moment to a later one; none where the machine was started again in between. */
export function secondsUntil(then: Moment, now: Moment): number {
  return then.boot === now.boot ? Math.max(0, then.seconds - now.seconds) : 0;
}
