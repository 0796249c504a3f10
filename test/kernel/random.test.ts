import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { whyNotRun } from '../shell/run.js';
import { differences } from './compare.js';
import { sequences } from './sequences.js';

/** Always the same sequences: a change that has nothing to do with the kernel cannot make this red. */
const seeds = [110, 111, 112] as const;

/** Of each seed; the seeds go side by side, since a sequence waits for processes more than it works. Fewer where all is slow. */
const numRuns = Number(process.env['NETWORKD_SEQUENCES'] ?? 60);

/** In milliseconds. A busy machine takes many times as long as one that has nothing else to do. */
const timeout = 1_800_000;

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: the fake kernel is not checked against the real one: ${why}`);

describe.skipIf(why !== undefined)('the fake kernel and the real one', () => {
  test.concurrent.each(seeds)(
    'agree on any sequence of operations, step by step and in what is left: seed %i',
    async (seed) => {
      await fc.assert(
        fc.asyncProperty(sequences, async (sequence) => {
          expect(await differences(sequence)).toEqual([]);
        }),
        { seed, numRuns, interruptAfterTimeLimit: timeout },
      );
    },
    timeout,
  );
});
