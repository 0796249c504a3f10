import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { backOff } from '../../src/retry/back-off.js';

const attempts = fc.integer({ min: 1, max: 1000 });
const chances = fc.double({ min: 0, max: 1, noNaN: true });

test.prop([attempts, chances])(
  'a pause is at most what doubles from 1 to 60, and at least half of it',
  (n, chance) => {
    const most = Math.min(60, 2 ** (n - 1));
    const pause = backOff(n, chance);
    expect(pause).toBeGreaterThanOrEqual(most / 2);
    expect(pause).toBeLessThanOrEqual(most);
  },
);

test.prop([attempts])(
  'nodes that fail together do not come back together, however often they failed',
  (n) => {
    expect(backOff(n, 1)).toBe(2 * backOff(n, 0));
  },
);
