import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something holds; fails if it does not within some seconds. */
export async function until(holds: () => boolean | Promise<boolean>, seconds = 30): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`this did not hold within ${seconds} s: ${holds}`);
    await sleep(50);
  }
}
