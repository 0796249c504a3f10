import { describe, expect, test } from 'vitest';
import { whyNotRun } from '../shell/run.js';
import { addressClaims } from './claims-address.js';
import { carriedClaims } from './claims-carried.js';
import { linkClaims } from './claims-link.js';
import { portClaims } from './claims-port.js';
import { routeClaims } from './claims-route.js';
import { wireguardClaims } from './claims-wireguard.js';
import { differences } from './compare.js';
import { stepsOf } from './step.js';
import { machine } from './universe.js';

const claims = [
  ...addressClaims,
  ...routeClaims,
  ...carriedClaims,
  ...linkClaims,
  ...portClaims,
  ...wireguardClaims,
];

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: what the fake kernel claims is not checked: ${why}`);

describe.skipIf(why !== undefined)('on the fake kernel and the real one alike', () => {
  test.concurrent.each(claims)('%s', async (_, refusals, sequence) => {
    const steps = stepsOf(machine(), sequence);
    expect(steps).toHaveLength(sequence.length);
    expect(steps.flatMap(({ errno }) => errno ?? [])).toEqual(refusals);
    expect(await differences(sequence)).toEqual([]);
  });
});
