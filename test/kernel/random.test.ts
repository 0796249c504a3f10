import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { whyNotRun } from '../shell/run.js';
import { differences } from './compare.js';
import { sequences } from './sequences.js';

/** Always the same sequences: a change that has nothing to do with the kernel cannot make this red. */
const fixed = { seed: 110, numRuns: 80 };

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: the fake kernel is not checked against the real one: ${why}`);

describe.skipIf(why !== undefined)('the fake kernel and the real one', () => {
  test('agree on any sequence of operations, step by step and in what is left', () => {
    fc.assert(
      fc.property(sequences, (sequence) => {
        expect(differences(sequence)).toEqual([]);
      }),
      fixed,
    );
  });
});
