import { defineConfig } from 'vitest/config';
import { LongFirst } from './test/long-first.js';
import { sample, virtualMachines } from './test/vm/machines.js';
import { placeOf } from './test/vm/place.js';
import { base } from './vitest.base.js';

const inLab = (names: string): string => `packages/{lab/test,executor-linux/test/lab}/${names}.test.ts`;

/** What else the machine did would be measured with them: they count lost pings, or wait for others to answer in time. */
const measuring = inLab('{hitless,public-config,boot-follow,roaming,sight}');

/**
 * What goes side by side, one group after the other; more workers than processors where tests wait more than they work. Laboratories
 * that only look at what is reached go beside the other tests.
 */
const groups = {
  most: { maxWorkers: 4, sequence: { groupOrder: 0 } },
  measuring: { maxWorkers: 3, sequence: { groupOrder: 1 } },
  emulated: { maxWorkers: 3, sequence: { groupOrder: 2 } },
} as const;

export default defineConfig({
  ...base,
  test: {
    ...base.test,
    sequence: { sequencer: LongFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['packages/*/test/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: [inLab('**/*'), 'test/vm/**'],
          ...groups.most,
        },
      },
      {
        extends: true,
        test: { name: 'laboratory', include: [inLab('**/*')], exclude: [measuring], ...groups.most },
      },
      {
        extends: true,
        test: { name: 'measured', include: [measuring], ...groups.measuring },
      },
      // By `npm test` and `npm run lab:vm`: the same tests on Debian's own kernels, in QEMU. What they do on a machine of their own is
      // done there.
      ...(process.env['NETWORKD_KERNELS'] === undefined ? [] : virtualMachines).map(
        ({ name, line, tests, isMeasuring }) => {
          const { share, socket } = placeOf(name);
          return {
            extends: true as const,
            test: {
              name,
              include: [...tests],
              env: { TMPDIR: share, NETWORKD_VM: socket, NETWORKD_VM_LINE: line, ...sample },
              globalSetup: ['test/vm/setup.ts'],
              testTimeout: 3_600_000,
              hookTimeout: 3_600_000,
              ...(isMeasuring ? groups.measuring : groups.emulated),
            },
          };
        },
      ),
    ],
  },
});
