import { onMachine } from '@networkd/lab/scenario/on-machine';
import { isOnPath, whyNoScratch } from '@networkd/lab/scratch';
import { describe, expect, test } from 'vitest';
import type { KillReport } from '../../machine/killed.js';

const why =
  whyNoScratch(['ip', 'ss', 'nft', 'sysctl', 'strace']) ?? (isOnPath('udhcpc') ? undefined : 'no udhcpc');
if (why !== undefined) console.warn(`SKIPPED: no apply of the node's own network is killed: ${why}`);

const seed = process.env['NETWORKD_SEED'] ?? '1';
const stages = ['create', 'publish', 'rollback', 'remove'];

/** Kills a stage, each of which takes some seconds: one, or `npm run test:deep` at every call. */
const runs = Number(process.env['NETWORKD_RUNS'] ?? '1000');
const kills = Math.max(1, Math.round(runs / 1000));

describe.skipIf(why !== undefined)(
  "an apply of the node's own network that is killed as it is about to write",
  () => {
    test(
      'is mended by who runs next, as seen from outside',
      async () => {
        const report = await onMachine<KillReport>(
          new URL('./kills.scenario.ts', import.meta.url),
          'main',
          `${kills}`,
          seed,
        );
        expect(
          Object.values(report).flatMap(({ problems }) => problems),
          `NETWORKD_SEED=${seed}`,
        ).toEqual([]);
        expect(Object.keys(report)).toEqual(stages);
        for (const stage of Object.values(report)) expect(stage.kills).toBeGreaterThan(0);
      },
      600_000 + kills * 120_000,
    );
  },
);
