import { onMachine } from '@networkd/lab/scenario/on-machine';
import { describe, expect, test } from 'vitest';
import { whyNotRun } from '../../../test/shell/run.js';

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: ports and reboots are not tried: ${why}`);

describe.skipIf(why !== undefined)('ports', () => {
  test('move between networks in one apply, come back after a reboot, and are where they must be', async () => {
    expect(await onMachine(new URL('./machine/ports.scenario.ts', import.meta.url))).toEqual({
      atFirst: ['7001', '7002'],
      swapped: ['7001', '7002'],
      left: 0,
      gone: 0,
      same: true,
      inOtherWords: true,
      sockets: { host: ['7002'], public: ['7003'], resource: [] },
    });
  });
});
