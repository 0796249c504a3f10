import { onMachine } from '@networkd/lab/scenario/on-machine';
import { whyNoScratch } from '@networkd/lab/scratch';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from './others-routes.scenario.js';

const why = whyNoScratch(['ip', 'nft', 'sysctl']);
if (why !== undefined) console.warn(`SKIPPED: no route of others stands where ours is to be: ${why}`);

const theirs = 'default via 172.17.0.2 dev docker0 metric 11';
const theirs6 = 'default dev docker0 metric 11 pref medium';

describe.skipIf(why !== undefined)('a default route of others with the metric of ours', () => {
  let report: Report;
  beforeAll(async () => {
    report = await onMachine<Report>(new URL('./others-routes.scenario.ts', import.meta.url));
  });

  test('stays, and the plan is refused', () => {
    expect(report.beside).toEqual({ plan: 'route-taken 0.0.0.0/0', routes: [theirs] });
  });

  test('on the NIC that is to be a member is taken away by the plan, and one of another family stays', () => {
    expect(report.onTheNic.plan).toBe('applied');
    expect(report.onTheNic.routes).toEqual([
      expect.stringMatching(/^default via 198\.51\.100\.254 dev zos proto 110 metric 11/),
      theirs6,
    ]);
  });

  test('over a port, which came in the place of ours, is not replaced in turn', () => {
    const over = expect.stringMatching(/^default via 198\.51\.100\.254 dev eth0 metric 11/);
    expect(report.onThePort).toEqual({ plan: 'route-taken 0.0.0.0/0', routes: [over, theirs6] });
  });

  test('that took the place of ours is not replaced in turn', () => {
    expect(report.later).toEqual({ plan: 'route-taken 0.0.0.0/0', routes: [theirs, theirs6] });
  });
});
