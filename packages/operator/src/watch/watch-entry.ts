import { type Node, type Report, reportDue } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Clock } from '../port/clock.js';
import type { Watch } from '../port/machine.js';
import { signal } from './signal.js';

/** How a node is watched. */
export interface EntryWatch<Failed> {
  readonly look: TaskEither<Failed, Node>;
  /** Receives the entry, first and whenever it says something else. */
  readonly report: (entry: Node) => Promise<void>;
  /** Receives the error of a look that failed, where it is not the first. */
  readonly failed: (error: Failed) => void;
  readonly watch: Watch;
  /** Seconds between two reports at least. */
  readonly interval: number;
  readonly clock: Clock;
  /** Ends it. */
  readonly until: AbortSignal;
}

/**
 * Reports the node's entry, and again whenever it says something else, until it is ended. Not all that an entry says is
 * announced by the kernel (the ports in use are not), so it is looked at once an interval anyhow. A look that fails
 * ends it only where it is the first: the node may be changing while it is looked at.
 */
export function watchEntry<Failed>({
  look,
  report,
  failed,
  watch,
  interval,
  clock,
  until,
}: EntryWatch<Failed>): TaskEither<Failed, void> {
  const seconds = () => clock.now() / 1000;
  return async () => {
    const { raise, raised } = signal(clock);
    const { stop } = watch(raise);
    until.addEventListener('abort', raise);
    let last: Report | undefined;
    try {
      while (!until.aborted) {
        const looked = await look();
        if (E.isLeft(looked)) {
          if (last === undefined) return looked;
          failed(looked.left);
        }
        const entry = E.isRight(looked) ? looked.right : undefined;
        const wait = entry && reportDue(entry, seconds(), interval, last);
        if (entry !== undefined && wait === 0) {
          await report(entry);
          last = { entry, at: seconds() };
        }
        await raised((wait || interval) * 1000);
      }
      return E.right(undefined);
    } finally {
      until.removeEventListener('abort', raise);
      await stop();
    }
  };
}
