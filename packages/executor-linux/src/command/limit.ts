import type { Outcome, Run } from './run.js';

/** Runs so many processes at a time, and the others in turn. */
export function limited(run: Run, most: number): Run {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (invocation): Promise<Outcome> => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await run(invocation);
    } finally {
      // Whoever waits longest takes the place; it is free only where nobody does.
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
