import type { Lock } from './apply/lock.js';
import { type Clock, systemClock } from './clock.js';
import { type Run, run } from './command/run.js';

/** Where an executor keeps what it must not forget, and how it works. */
export interface LinuxOptions {
  /** Folder of the journal, of snapshots and of the keys of earlier versions; made where it is not there. */
  readonly state: string;
  /** Folder of the private keys: `<network id>.key` in wg(8)'s base64, mode 0600. */
  readonly secrets: string;
  /** Seconds to wait for another apply on this node to end; absent: not at all. */
  readonly lockTimeout?: number;
  /** Roll back unless confirmed within so many seconds, by a process started with this argument vector. */
  readonly confirm?: { readonly seconds: number; readonly guard: readonly string[] };
  /** Absent: this machine's. */
  readonly clock?: Clock;
  /** Runs a process to its end; to watch or to break what is run. */
  readonly run?: Run;
}

/** The options of who has the node's lock. */
export interface Locked extends LinuxOptions {
  readonly lock: Lock;
}

/** How a node is looked at: what runs processes, and what tells the time. */
export interface Means {
  readonly run: Run;
  readonly clock: Clock;
}

export function meansOf(options: LinuxOptions): Means {
  return { run: runOf(options), clock: clockOf(options) };
}

export function runOf(options: LinuxOptions): Run {
  return options.run ?? run;
}

export function clockOf(options: LinuxOptions): Clock {
  return options.clock ?? systemClock;
}
