import { describe, expect, test } from 'vitest';
import { whyNotRun } from '../../../test/shell/run.js';
import { onMachine } from './machine/machine.js';

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: the executor is not broken at every step: ${why}`);

interface Outcome {
  readonly report: Readonly<
    Record<
      'create' | 'update' | 'rebirth' | 'delete',
      { units: number; kills: number; problems: readonly string[] }
    >
  >;
  readonly left: readonly string[];
}

describe.skipIf(why !== undefined)('an executor that is broken at any step', () => {
  test('is rolled back where an operation fails, and is mended by the next apply where it is killed', async () => {
    const { report, left } = await onMachine<Outcome>('./faults.scenario.ts');
    expect(Object.values(report).flatMap(({ problems }) => problems)).toEqual([]);
    expect(left).toEqual([]);
    // Every one was tried: no fewer than there are steps in such a plan.
    expect(report.create.units).toBeGreaterThan(25);
    expect(report.update.units).toBeGreaterThan(2);
    expect(report.rebirth.units).toBeGreaterThan(10);
    expect(report.delete.units).toBeGreaterThan(2);
    for (const { units, kills } of Object.values(report)) expect(kills).toBe(units);
  }, 1_800_000);
});
