import { onMachine } from '@networkd/lab/scenario/on-machine';
import { describe, expect, test } from 'vitest';
import { whyNotRun } from '../../../test/shell/run.js';

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: nothing is tampered with: ${why}`);

describe.skipIf(why !== undefined)('drift', () => {
  test('what somebody changes of ours is seen, named and mended, and nothing else is touched', async () => {
    const { problems, tampers } = await onMachine<{ problems: string[]; tampers: number }>(
      new URL('./machine/drift.scenario.ts', import.meta.url),
    );
    expect(problems).toEqual([]);
    expect(tampers).toBeGreaterThan(25);
  });
});
