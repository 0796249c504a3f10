import { onMachine } from '@networkd/lab/scenario/on-machine';
import { describe, expect, test } from 'vitest';
import { whyNotRun } from '../../../test/shell/run.js';

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: nothing is confirmed, and nobody is cut off: ${why}`);

describe.skipIf(why !== undefined)('an apply on condition', () => {
  test('is rolled back unless it is confirmed, no matter what becomes of who applied it', async () => {
    const { history, ...report } = await onMachine<{ history: readonly string[] }>(
      new URL('./machine/confirm.scenario.ts', import.meta.url),
    );
    expect(report).toEqual({
      'hang-up': true,
      kill: true,
      half: true,
      another: expect.stringContaining('tn confirm'),
      twice: expect.stringContaining('nothing waits for confirmation'),
      stays: true,
      late: expect.stringContaining('was not confirmed in time'),
      putRight: true,
      ahead: true,
      behind: true,
      confirmedLate: expect.stringContaining('too late'),
      reboot: true,
      unreadable: true,
      port: true,
      superseded: true,
    });
    expect(history.filter((kind) => kind === 'Confirmed')).toHaveLength(1);
    // Each has an end, that of the killed one too: it was found out from what is on the node.
    const ends = history.filter((kind) => !['Intended', 'Confirmed'].includes(kind));
    expect(ends).toHaveLength(history.filter((kind) => kind === 'Intended').length);
  });
});
