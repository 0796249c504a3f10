import { signal } from '@networkd/operator';
import { type Node, type Report, reportDue } from '@networkd/planner';
import { Failure } from './error/failure.js';
import type { Linux } from './machine.js';
import { report as reportFailure } from './terminal/report.js';

/** How a node is watched. */
export interface EntryWatch {
  readonly look: () => Promise<Node>;
  readonly report: (entry: Node) => Promise<void>;
  /** Tells that something on the node changed. */
  readonly watch: Linux['watch'];
  /** Seconds between two reports at least. */
  readonly interval: number;
}

/**
 * Reports the node's entry, and again whenever it says something else, until a signal asks to end. Not all that an entry
 * says is announced by the kernel (the ports in use are not), so it is looked at once an interval anyhow. A look that fails
 * ends the command only where it is the first.
 */
export async function watchEntry({ look, report, watch, interval }: EntryWatch): Promise<void> {
  const { raise, end, hasEnded, raised } = signal();
  const { stop } = watch(raise);
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, end);
  let last: Report | undefined;
  try {
    while (!hasEnded()) {
      const entry = last === undefined ? await look() : await lookAgain(look);
      const wait = entry && reportDue(entry, seconds(), interval, last);
      if (entry !== undefined && wait === 0) {
        await report(entry);
        last = { entry, at: seconds() };
      }
      await raised((wait || interval) * 1000);
    }
  } finally {
    await stop();
  }
}

/** The node may be changing while it is looked at: what is wrong is said, and it is looked at later again. */
async function lookAgain(look: () => Promise<Node>): Promise<Node | undefined> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    reportFailure(error);
    return undefined;
  }
}

/** A clock that does not go back. */
function seconds(): number {
  return performance.now() / 1000;
}
