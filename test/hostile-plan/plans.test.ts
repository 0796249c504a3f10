import { furnishers } from '@networkd/lab/furniture/furniture';
import { onMachine } from '@networkd/lab/scenario/on-machine';
import { whyNoScratch } from '@networkd/lab/scratch';
import { describe, expect, test } from 'vitest';
import type { Report } from './plans.scenario.js';

const why = whyNoScratch([...furnishers, 'ss', 'wg', 'wireguard-go', 'ps']);
if (why !== undefined) console.warn(`SKIPPED: no hostile plan is carried out: ${why}`);

/** Plans that are carried out of each kind of node. */
const plans = Math.max(2, Math.round(Number(process.env['NETWORKD_RUNS'] ?? '1000') / 2000));
const seed = Number(process.env['NETWORKD_SEED'] ?? '1');

describe.skipIf(why !== undefined)('a hostile plan on a furnished machine', () => {
  test("changes nothing outside the network, or outside the node's own, as seen from outside", async () => {
    const scenario = new URL('plans.scenario.ts', import.meta.url);
    const { fates, carriedOut, problems } = await onMachine<Report>(scenario, `${plans}`, `${seed}`);
    expect(problems).toEqual([]);
    expect(fates).toMatchObject({ unread: expect.any(Number), refused: expect.any(Number) });
    expect(carriedOut).toBe(3 * plans);
  });
});
