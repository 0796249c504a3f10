import { defineConfig } from 'vitest/config';
import { virtualMachines } from './test/vm/machines.js';
import { placeOf } from './test/vm/place.js';
import { base } from './vitest.base.js';

const inLab = (names: string): string => `packages/executor-linux/test/lab/${names}.test.ts`;

/** What else the machine did would be measured with them: they count lost pings. */
const measuring = inLab('{hitless,public-config,boot-follow,roaming,sight}');

/** Laboratories that only look at what is reached go beside the other tests. */
const sideBySide = { maxWorkers: 2, sequence: { groupOrder: 0 } };

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
          exclude: [inLab('**/*'), 'test/vm/**'],
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
      // By `npm test` and `npm run lab:vm`: the same tests on Debian's own kernels, in QEMU. What they do on a machine of their own is
      // done there.
      ...(process.env['NETWORKD_KERNELS'] === undefined ? [] : virtualMachines).map(
        ({ name, line, tests, alone }) => {
          const { share, socket } = placeOf(name);
          return {
            extends: true as const,
            test: {
              name,
              include: [...tests],
              env: { TMPDIR: share, NETWORKD_VM: socket, NETWORKD_VM_LINE: line, NETWORKD_SEQUENCES: '12' },
              globalSetup: ['test/vm/setup.ts'],
              testTimeout: 3_600_000,
              hookTimeout: 3_600_000,
              maxWorkers: 2,
              sequence: { groupOrder: alone ? 3 : 2 },
            },
          };
        },
      ),
    ],
  },
});
