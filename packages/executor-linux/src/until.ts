import { setTimeout as sleep } from 'node:timers/promises';

/** How long what processes of ours do may take, in milliseconds: to start, to listen, to end. */
const patience = 5000;

/**
 * Waits until the condition holds, or for 5 seconds; says whether it does. Looks again after a fifth of the time it has
 * waited: what takes milliseconds is seen at once, what takes long seldom.
 */
export async function until(condition: () => boolean | Promise<boolean>): Promise<boolean> {
  const start = performance.now();
  for (let waited = 0; waited < patience; waited = performance.now() - start) {
    if (await condition()) return true;
    await sleep(Math.max(1, waited / 5));
  }
  return condition();
}
