import { describe, expect, test } from 'vitest';
import { whyNoLab } from '../src/machine/needs.js';
import { unlike } from '../src/meter/reach.js';
import { demonstrate } from '../src/scenario/demonstration.js';

const why = whyNoLab();
if (why !== undefined) console.warn(`SKIPPED: the demo is not run in the laboratory: ${why}`);

describe.skipIf(why !== undefined)('npm run lab', () => {
  test('brings the demo up with the real executor, and every pair is as predicted', async () => {
    const told: string[] = [];
    const pairs = await demonstrate((line) => told.push(line));
    expect(unlike(pairs), told.join('\n')).toBe('');
    expect(pairs.length).toBe(8 * 7);
    expect(told.filter((line) => line.startsWith('tn apply on')).length).toBe(7);
  });
});
