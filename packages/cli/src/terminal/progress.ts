import { replaceLine } from './io.js';

/** Milliseconds between two updates of the line. */
const interval = 100;

export interface Progress {
  readonly step: () => void;
  readonly end: () => void;
}

/** Shows a line on standard error that counts up, in these words, and is erased at the end. Only on a terminal. */
export function progress(words: (done: number) => string, shown: boolean): Progress {
  if (!process.stderr.isTTY || !shown) return { step: () => {}, end: () => {} };
  let done = 0;
  let last = Number.NEGATIVE_INFINITY;
  return {
    step: () => {
      done++;
      const now = performance.now();
      if (now - last < interval) return;
      last = now;
      replaceLine(words(done));
    },
    end: () => replaceLine(''),
  };
}
