import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(`packages/${path}`, import.meta.url));

/** Cases per property, as in test/setup.ts. */
const runs = Number(process.env['NETWORKD_RUNS'] ?? 1000);

const laboratory = 'packages/executor-linux/test/lab/**/*.test.ts';

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@networkd\/planner$/, replacement: source('planner/src/index.ts') },
      { find: /^@networkd\/planner\/testing$/, replacement: source('planner/src/testing/index.ts') },
      { find: /^@networkd\/executor-dryrun$/, replacement: source('executor-dryrun/src/index.ts') },
      { find: /^@networkd\/executor-linux$/, replacement: source('executor-linux/src/index.ts') },
    ],
  },
  test: {
    setupFiles: ['test/setup.ts'],
    testTimeout: Math.max(120_000, runs * 120),
    hookTimeout: 300_000,
    coverage: { include: ['packages/*/src/**'] },
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['packages/*/test/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: [laboratory],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        // Pings at 20 ms and NAT that forgets by the clock: what else the machine did would be measured with them.
        test: { name: 'laboratory', include: [laboratory], maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
