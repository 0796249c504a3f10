import { onMachine } from '@networkd/lab/scenario/on-machine';
import { whyNoScratch } from '@networkd/lab/scratch';
import { describe, expect, test } from 'vitest';
import type { Report } from './churn.scenario.js';

const why = whyNoScratch(['ip', 'wg', 'wireguard-go', 'nft', 'sysctl', 'udhcpc', 'nsenter']);
if (why !== undefined) console.warn(`SKIPPED: no egress addresses come and go: ${why}`);

const runs = Number(process.env['NETWORKD_RUNS'] ?? '1000');
/** Egress addresses that are given: a thousand by `npm run test:deep`. */
const wanted = Math.min(1000, Math.round(0.3 * runs));

describe.skipIf(why !== undefined)('hundreds of egress addresses on one node, of so few', () => {
  test('are never given twice, stay through boots and kills, and are all released', async () => {
    const report = await onMachine<Report>(
      new URL('./churn.scenario.ts', import.meta.url),
      'main',
      `${wanted}`,
      '1',
    );
    const { problems, ...figures } = report;
    console.log(JSON.stringify(figures));
    expect(problems).toEqual([]);
    expect(report.given).toBeGreaterThanOrEqual(wanted);
    expect(report.held).toBeGreaterThan(wanted / 2);
    // The few that were free at first have been had by many networks, one after another, and others since.
    expect(report.addresses).toBeGreaterThan(report.free);
    expect(report.boots).toBeGreaterThan(wanted / 100);
    expect(report.kills).toBeGreaterThan(wanted / 100);
  }, 3_600_000);
});
