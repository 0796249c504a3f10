import { onMachine } from '@networkd/lab/scenario/on-machine';
import { describe, expect, test } from 'vitest';
import { whyNotRun } from '../../../test/shell/run.js';

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: processes are not counted: ${why}`);

type Count = Readonly<Record<'looks' | 'changes', number>>;

describe.skipIf(why !== undefined)('few processes', () => {
  test('are enough, whether the sockets are in the host or in a public namespace', async () => {
    const reports = await onMachine<readonly Readonly<Record<string, Count>>[]>(
      new URL('./machine/counts.scenario.ts', import.meta.url),
    );
    expect(reports).toHaveLength(2);
    for (const { create, observation, noOp, onePeer } of reports) {
      expect(observation?.looks).toBeLessThanOrEqual(6);
      expect(observation?.changes).toBe(0);
      expect(noOp).toEqual({ looks: observation?.looks, changes: 0 });
      // One more, which makes the device, where the kernel has no WireGuard.
      expect(create?.changes).toBeLessThanOrEqual(12);
      expect(onePeer?.changes).toBeLessThanOrEqual(2);
    }
  });
});
