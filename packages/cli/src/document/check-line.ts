import type { Check } from '@networkd/executor-linux';
import type { Paint } from '../terminal/style.js';

/** Writes a line for one thing that was looked at among others, and beneath it what to do where it is lacking. */
export function checkLine(
  { name, ok, warning, found, remedy }: Check,
  checks: readonly Check[],
  paint: Paint,
): string {
  const width = checks.reduce((most, check) => Math.max(most, check.name.length), 0);
  const mark = ok
    ? warning
      ? paint('yellow', 'warns')
      : paint('green', 'ok   ')
    : paint(['bold', 'red'], 'lacks');
  const below = remedy === undefined ? '' : `       what to do: ${remedy}\n`;
  return `${mark}  ${name.padEnd(width)}  ${found}\n${below}`;
}
