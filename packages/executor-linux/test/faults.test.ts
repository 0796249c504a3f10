import { onMachine } from '@networkd/lab/scenario/on-machine';
import { describe, expect, test } from 'vitest';
import { whyNotRun } from '../../../test/shell/run.js';

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: the executor is not broken at every step: ${why}`);

/** The stages of a network's life, and more than how many steps each has at the least. */
const steps = { create: 25, update: 2, rebirth: 10, delete: 2 } as const;
type Stage = keyof typeof steps;

const runs = Number(process.env['NETWORKD_RUNS'] ?? '1000');
/** How many steps lie between one place and the next: `npm run test:deep` and `npm run lab:vm -- all` try every one. */
const stride = process.env['NETWORKD_STRIDE'] ?? `${Math.max(1, Math.round(3000 / runs))}`;

/** Side by side, each on a machine of its own; about as long as each other. */
const courses: readonly (readonly [mended: string, way: 'fail' | 'die', stages: readonly Stage[]])[] = [
  ['is rolled back where an operation fails', 'fail', ['create', 'update', 'rebirth', 'delete']],
  ['is mended by the next apply where it is killed', 'die', ['create']],
  ['is mended by the next apply where it is killed', 'die', ['update', 'rebirth', 'delete']],
];

interface Outcome {
  readonly report: Readonly<Partial<Record<Stage, { units: number; problems: readonly string[] }>>>;
  readonly left: readonly string[];
}

describe.skipIf(why !== undefined)('an executor that is broken at any step', () => {
  const units = new Map<Stage, number[]>();

  test.concurrent.each(courses)(
    '%s: %s at %j',
    async (_, way, stages) => {
      const { report, left } = await onMachine<Outcome>(
        new URL('./machine/faults.scenario.ts', import.meta.url),
        way,
        stride,
        ...stages,
      );
      expect(Object.values(report).flatMap(({ problems }) => problems)).toEqual([]);
      expect(left).toEqual([]);
      expect(Object.keys(report)).toEqual(stages);
      for (const stage of stages) {
        const count = report[stage]?.units ?? 0;
        expect(count).toBeGreaterThan(steps[stage]);
        units.set(stage, [...(units.get(stage) ?? []), count]);
      }
    },
    3_600_000,
  );

  test('is killed after as many steps as can fail', () => {
    for (const stage of Object.keys(steps) as Stage[]) {
      const [failed, killed] = units.get(stage) ?? [];
      expect(failed).toBe(killed);
      expect(failed).toBeDefined();
    }
  });
});
