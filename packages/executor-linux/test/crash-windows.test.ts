import { onMachine } from '@networkd/lab/scenario/on-machine';
import { describe, expect, test } from 'vitest';
import { whyNotRun } from '../../../test/shell/run.js';

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: nothing is killed or filled up at its worst moment: ${why}`);

describe.skipIf(why !== undefined)('what comes at the worst moment', () => {
  test('is settled by the next run, or taken back at once', async () => {
    const report = await onMachine<Record<string, unknown>>(
      new URL('./machine/crash-windows.scenario.ts', import.meta.url),
    );
    expect(report).toEqual({
      'killed before the record': 'Applied',
      'and taken back': 'Applied',
      'killed with nothing done': 'RolledBack',
      'a mended failure is known again': true,
      'another node is refused': expect.stringContaining('this is node n0'),
      'torn journal': true,
      'no room in /run': expect.stringContaining('and the node is as it was before'),
      'and nothing is left': [],
      'no room for the state': expect.stringContaining('the disk is full'),
      'and nothing was done': true,
      'half-written files': [],
    });
  });
});
