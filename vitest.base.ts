import { fileURLToPath } from 'node:url';
import type { ViteUserConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(`packages/${path}`, import.meta.url));

/** Cases per property, as in test/setup.ts. */
const runs = Number(process.env['NETWORKD_RUNS'] ?? 1000);

/** What every run of tests has in common. */
export const base: ViteUserConfig = {
  resolve: {
    alias: [
      { find: /^@networkd\/planner$/, replacement: source('planner/src/index.ts') },
      { find: /^@networkd\/planner\/testing$/, replacement: source('planner/src/testing/index.ts') },
      { find: /^@networkd\/executor-dryrun$/, replacement: source('executor-dryrun/src/index.ts') },
      { find: /^@networkd\/executor-linux$/, replacement: source('executor-linux/src/index.ts') },
      { find: /^@networkd\/lab\/(.*)$/, replacement: source('lab/src/$1.ts') },
      { find: /^@networkd\/operator$/, replacement: source('operator/src/index.ts') },
    ],
  },
  test: {
    globalSetup: ['test/instances.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: Math.max(600_000, runs * 120),
    hookTimeout: 300_000,
    // A line in a record of what failed says what was found there.
    chaiConfig: { truncateThreshold: 400 },
    coverage: { include: ['packages/*/src/**'], exclude: ['packages/lab/**'] },
  },
};
