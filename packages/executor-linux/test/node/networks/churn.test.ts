import { onMachine } from '@networkd/lab/scenario/on-machine';
import { whyNoScratch } from '@networkd/lab/scratch';
import { describe, expect, test } from 'vitest';
import type { Report } from './churn.scenario.js';

const why = whyNoScratch(['ip', 'wg', 'wireguard-go', 'nft', 'sysctl', 'udhcpc', 'nsenter']);
if (why !== undefined) console.warn(`SKIPPED: no thousand egress addresses come and go: ${why}`);

describe.skipIf(why !== undefined)('a thousand egress addresses on one node, of so few', () => {
  test('are never given twice, stay through boots and kills, and are all released', async () => {
    const report = await onMachine<Report>(
      new URL('./churn.scenario.ts', import.meta.url),
      'main',
      '1000',
      '1',
    );
    const { problems, ...figures } = report;
    console.log(JSON.stringify(figures));
    expect(problems).toEqual([]);
    expect(report.given).toBeGreaterThanOrEqual(1000);
    expect(report.held).toBeGreaterThan(500);
    // The few that were free at first have been had by many networks, one after another, and others since.
    expect(report.addresses).toBeGreaterThan(report.free);
    expect(report.boots).toBeGreaterThan(10);
    expect(report.kills).toBeGreaterThan(10);
  }, 1_800_000);
});
