import type { Node } from '../document/inventory/document.js';
import { equalEntries } from './equal-entries.js';

/** The last report of a node: what it said, and when, in seconds of a clock that does not go back. */
export interface Report {
  readonly entry: Node;
  readonly at: number;
}

/**
 * Says in how many seconds the entry is to be reported: 0 is now. Returns nothing where the entry says what the last
 * report said. Changes are coalesced: at least the interval (seconds) lies between two reports, and what came and
 * went within it is not reported.
 */
export function reportDue(
  entry: Node,
  now: number,
  interval: number,
  last: Report | undefined,
): number | undefined {
  if (last === undefined) return 0;
  return equalEntries(last.entry, entry) ? undefined : Math.max(0, last.at + interval - now);
}
