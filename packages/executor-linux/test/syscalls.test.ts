import { onMachine } from '@networkd/lab/scenario/on-machine';
import { isOnPath } from '@networkd/lab/scratch';
import { describe, expect, test } from 'vitest';
import { whyNotRun } from '../../../test/shell/run.js';
import type { KillReport } from './machine/killed.js';

const why = whyNotRun() ?? (isOnPath('strace') ? undefined : 'there is no strace');
if (why !== undefined) console.warn(`SKIPPED: nothing is killed at what it writes: ${why}`);

/** Kills a stage; each takes some seconds: `npm run test:deep` kills at every call. */
const kills = Math.max(1, Math.round(Number(process.env['NETWORKD_RUNS'] ?? '1000') / 500));

describe.skipIf(why !== undefined)('an executor that is killed as it is about to write', () => {
  test(
    'is mended by who runs next, as seen from outside',
    async () => {
      const report = await onMachine<KillReport>(
        new URL('./machine/syscalls.scenario.ts', import.meta.url),
        'main',
        `${kills}`,
      );
      expect(Object.values(report).flatMap(({ problems }) => problems)).toEqual([]);
      expect(Object.keys(report)).toEqual(['create', 'update', 'delete', 'rollback', 'guard', 'confirm']);
      for (const stage of Object.values(report)) expect(stage.kills).toBeGreaterThan(0);
    },
    600_000 + kills * 120_000,
  );
});
