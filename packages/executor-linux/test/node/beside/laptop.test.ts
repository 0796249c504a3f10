import { onMachine } from '@networkd/lab/scenario/on-machine';
import { whyNoScratch } from '@networkd/lab/scratch';
import { describe, expect, test } from 'vitest';
import type { Report } from './laptop.scenario.js';

const why = whyNoScratch(['ip', 'wg', 'wg-quick', 'wireguard-go']);
if (why !== undefined) console.warn(`SKIPPED: no laptop is in two networks: ${why}`);

describe.skipIf(why !== undefined)('a laptop in two networks', () => {
  test('has both up by wg-quick, and sends each what is its own', async () => {
    expect(await onMachine<Report>(new URL('./laptop.scenario.ts', import.meta.url))).toEqual({
      devices: ['one', 'two'],
      ways: { '10.1.2.1': 'one', '100.64.1.2': 'one', '10.2.2.1': 'two', '100.64.2.2': 'two' },
      gone: [],
    });
  });
});
