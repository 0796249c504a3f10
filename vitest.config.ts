import { defineConfig } from 'vitest/config';
import { base } from './vitest.base.js';

const inLab = (names: string): string => `packages/executor-linux/test/lab/${names}.test.ts`;

/** What else the machine did would be measured with them: they count lost pings, or all that is left on the machine. */
const measuring = inLab('{hitless,public-config,boot-follow,roaming,sight,cleanup}');

/** Kernel tests wait for processes and timers more than they work: more at once than there are processors. */
const sideBySide = { maxWorkers: 4, sequence: { groupOrder: 0 } };

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
          exclude: [inLab('**/*')],
          ...sideBySide,
        },
      },
      {
        extends: true,
        test: { name: 'laboratory', include: [inLab('**/*')], exclude: [measuring], ...sideBySide },
      },
      {
        extends: true,
        test: { name: 'measured', include: [measuring], maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
