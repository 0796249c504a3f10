import { defineConfig } from 'vitest/config';
import { base } from './vitest.base.js';

const laboratory = 'packages/executor-linux/test/lab/**/*.test.ts';

export default defineConfig({
  ...base,
  test: {
    ...base.test,
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
