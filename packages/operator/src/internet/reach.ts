import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Origin, Reached, Unreached } from '../port/machine.js';
import type { Ports } from '../port/ports.js';

/** Which endpoints are to be reached, and within how many seconds. */
export interface InternetWishes {
  readonly endpoints: readonly string[];
  readonly wait: number;
}

/**
 * Milliseconds that an endpoint may take: the first packet of a connection is sent again after one second and three.
 */
export const endpointPatience = 5000;

/** Milliseconds between two tries: without an address they fail at once. */
const interval = 500;

/**
 * Returns the first endpoint that answers, or how each failed the last time. A bridge that was just made has no address
 * yet, so it is tried until the time is over.
 */
export function reach(
  { machine, clock }: Pick<Ports, 'machine' | 'clock'>,
  { endpoints, wait }: InternetWishes,
  origin: Origin,
): TaskEither<readonly Unreached[], Reached> {
  return async () => {
    const deadline = clock.now() + wait * 1000;
    for (;;) {
      const left = Math.max(interval, deadline - clock.now());
      const found = await machine.reachInternet(endpoints, Math.min(endpointPatience, left), origin);
      if (found.kind === 'Reached') return E.right(found.by);
      if (clock.now() + interval > deadline) return E.left(found.endpoints);
      await clock.sleep(interval);
    }
  };
}
