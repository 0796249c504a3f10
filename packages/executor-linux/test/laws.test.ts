import { onMachine } from '@networkd/lab/scenario/on-machine';
import { describe, expect, test } from 'vitest';
import { whyNotRun } from '../../../test/shell/run.js';

/** Always the same journeys: a change that has nothing to do with the kernel cannot make this red. */
const seeds = [1, 2] as const;

/** Of each seed, on a machine of its own; two machines side by side keep two processors busy. */
const [least, most] = [8, 75] as const;

/** In which they begin: a machine that is slow or busy has fewer of them. */
const seconds = 200;

/** In milliseconds. A busy machine takes many times as long as one that has nothing else to do. */
const timeout = 3_600_000;

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: the laws of planning are not held on a real kernel: ${why}`);

interface Outcome {
  /** What fast-check says of a journey on which a law does not hold; empty where they all do. */
  readonly report: string;
  readonly cases: number;
  readonly total: Readonly<Record<'applies' | 'crashes' | 'operations', number>>;
}

/**
 * As in the planner's laws, towards and containment tests, and after every step what the real kernel is observed to
 * have is what the fake one has: what holds there of the fake one so holds of Linux.
 */
describe.skipIf(why !== undefined)('the laws of planning hold on the real kernel', () => {
  test.concurrent.each(seeds)(
    'convergence, idempotence, update, rollback, crash, removal, containment: seed %i',
    async (seed) => {
      const { report, cases, total } = await onMachine<Outcome>(
        new URL('./machine/laws.scenario.ts', import.meta.url),
        String(seed),
        String(least),
        String(most),
        String(seconds),
      );
      expect(report).toBe('');
      // Not all of them went nowhere.
      expect(total.applies).toBeGreaterThan(cases);
      expect(total.crashes).toBeGreaterThan(cases / 2);
      expect(total.operations).toBeGreaterThan(20 * cases);
    },
    timeout,
  );
});
