import type { Figures } from './figures.js';
import type { Packet } from './pings.js';

/** Pings of a flow that were lost. */
export interface Loss extends Figures {
  /** Milliseconds from the first of the longest row of pings without an answer to the next answer, or to the end. */
  readonly longest: number;
}

/** Returns what became of the pings that were sent from a time to another, milliseconds since 1970. */
export function lossOf(packets: readonly Packet[], since = 0, until = Number.POSITIVE_INFINITY): Loss {
  const own = packets.filter(({ sentAt }) => sentAt >= since && sentAt < until);
  let [lost, longest] = [0, 0];
  let silentSince: number | undefined;
  for (const { sentAt, answered } of own) {
    if (!answered) {
      lost++;
      silentSince ??= sentAt;
    }
    if (silentSince !== undefined) longest = Math.max(longest, sentAt - silentSince);
    if (answered) silentSince = undefined;
  }
  return { sent: own.length, lost, longest };
}
