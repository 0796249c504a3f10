import { held } from '@networkd/lab/scenario/held';
import { describe, expect, test } from 'vitest';
import { whyNotRun } from '../shell/run.js';
import { differences } from './compare.js';
import { sequences } from './sequences.js';

/** Always the same sequences: a change that has nothing to do with the kernel cannot make this red. */
const seeds = [110, 111, 112] as const;

/** Of each seed; the seeds go side by side, since a sequence waits for processes more than it works. Fewer where all is slow. */
const most = Number(process.env['NETWORKD_SEQUENCES'] ?? 170);
const least = Math.min(most, 20);

/** In which they begin: a machine that is slow or busy has fewer of them. */
const seconds = 200;

/** In milliseconds. A busy machine takes many times as long as one that has nothing else to do. */
const timeout = 3_600_000;

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: the fake kernel is not checked against the real one: ${why}`);

describe.skipIf(why !== undefined)('the fake kernel and the real one', () => {
  test.concurrent.each(seeds)(
    'agree on any sequence of operations, step by step and in what is left: seed %i',
    async (seed) => {
      const { report } = await held(
        sequences,
        async (sequence) => expect(await differences(sequence)).toEqual([]),
        { seed, least, most, seconds },
      );
      expect(report).toBe('');
    },
    timeout,
  );
});
