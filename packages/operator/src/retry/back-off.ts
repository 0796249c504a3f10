/** Seconds of the first pause at most, and of any. */
const first = 1;
const longest = 60;

/**
 * Returns how many seconds to wait after attempt number `attempt` (1 and up) failed: at most 1, then 2, 4 and so on up
 * to 60, and no less than half of that. `chance`, a random number from 0 to 1, says where between: nodes that lost the
 * Internet together do not all come back at the same moment.
 */
export function backOff(attempt: number, chance: number): number {
  const most = Math.min(longest, first * 2 ** (attempt - 1));
  return (most * (1 + chance)) / 2;
}
