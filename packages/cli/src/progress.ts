import { printError } from './io.js';

/** Milliseconds between two updates of the line. */
const interval = 100;

/**
 * A line on standard error that counts up, erased at the end. Only on a terminal, and not where the output itself
 * goes to one.
 */
export function progress(
  total: number,
  toFile: boolean,
): { readonly step: () => void; readonly end: () => void } {
  if (!process.stderr.isTTY || (process.stdout.isTTY && !toFile)) return { step: () => {}, end: () => {} };
  let done = 0;
  let last = Number.NEGATIVE_INFINITY;
  return {
    step: () => {
      done++;
      const now = performance.now();
      if (now - last < interval) return;
      last = now;
      printError(`\r\u001b[Kplanned ${done} of ${total} nodes`);
    },
    end: () => printError('\r\u001b[K'),
  };
}
