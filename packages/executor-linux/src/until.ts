import type { Clock } from './clock.js';

/** How long what processes of ours do may take, in milliseconds: to start, to listen, to end. */
const patience = 5000;

/**
 * Waits until the condition holds, or for 5 seconds. Returns whether it holds. Looks again after a fifth of the time it
 * has waited. So it sees at once what takes milliseconds, and looks seldom for what takes long.
 */
export async function until(clock: Clock, condition: () => boolean | Promise<boolean>): Promise<boolean> {
  const start = clock.now();
  for (let waited = 0; waited < patience; waited = clock.now() - start) {
    if (await condition()) return true;
    await clock.sleep(Math.max(1, waited / 5));
  }
  return condition();
}
