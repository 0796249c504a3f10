import { onMachine } from '@networkd/lab/scenario/on-machine';
import { describe, expect, test } from 'vitest';
import { whyNoDhcp } from '../why.js';

/** Always the same journeys: a change that has nothing to do with the kernel cannot make this red. */
const seeds = [1, 2] as const;

/** Of each seed, on a machine of its own. */
const [least, most] = [5, 20] as const;

/** In which they begin: a machine that is slow or busy has fewer of them. */
const seconds = 200;

const why = whyNoDhcp();
if (why !== undefined)
  console.warn(`SKIPPED: the node's own network is not planned on a real kernel: ${why}`);

interface Outcome {
  readonly report: string;
  readonly cases: number;
  readonly total: Readonly<Record<'applies' | 'crashes' | 'operations', number>>;
}

describe.skipIf(why !== undefined)(
  "the laws of planning hold for the node's own network on the real kernel",
  () => {
    test.concurrent.each(seeds)(
      'convergence, idempotence, update, crash, removal, containment: seed %i',
      async (seed) => {
        const { report, cases, total } = await onMachine<Outcome>(
          new URL('./laws.scenario.ts', import.meta.url),
          String(seed),
          String(least),
          String(most),
          String(seconds),
        );
        expect(report).toBe('');
        expect(total.applies).toBeGreaterThan(cases);
        expect(total.crashes).toBeGreaterThan(cases / 4);
        expect(total.operations).toBeGreaterThan(20 * cases);
      },
      3_600_000,
    );
  },
);
