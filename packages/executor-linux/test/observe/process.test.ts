import { onMachine } from '@networkd/lab/scenario/on-machine';
import { describe, expect, test } from 'vitest';
import { whyNotRun } from '../../../../test/shell/run.js';

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: no process is looked for on a machine of its own: ${why}`);

describe.skipIf(why !== undefined)('the process of a device', () => {
  test('is the one that writes to its log on this machine, though the log is gone', async () => {
    const { before, found, started, afterwards, ended } = await onMachine<Record<string, number | null>>(
      new URL('./process.scenario.ts', import.meta.url),
    );
    expect(before).toBeNull();
    expect(found).toBe(started);
    expect(afterwards).toBe(started);
    expect(ended).toBeNull();
  });
});
