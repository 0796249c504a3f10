import type { Line } from '../../packages/lab/src/vm/kernel.js';

/** A virtual machine, and the test files whose machines are made in it. */
export interface VirtualMachine {
  readonly name: string;
  readonly line: Line;
  readonly tests: readonly string[];
  /** Is it for those that want the processor nearly for themselves? What they do depends on what others answer in time. */
  readonly isMeasuring?: true;
}

/** The life of the kernel's own device, and what the fake kernel claims of it and of all else. */
const laws = ['test/vm/device.test.ts', 'test/kernel/directed.test.ts'];

/** What takes minutes: what `npm run lab:vm -- all` runs as well. */
const long = [
  'packages/executor-linux/test/{counts,drift,faults,laws,ports,secrets}.test.ts',
  'packages/executor-linux/test/observe/*.test.ts',
  'packages/executor-linux/test/node/{kernel,networks/own-network}.test.ts',
  'test/kernel/random.test.ts',
];

const isWhole = process.env['NETWORKD_KERNELS'] === 'all';
const more = isWhole ? long : [];

/** How much of the long ones is tried: `npm test` has a sample of two of them, each on one of the kernels. */
export const sample = isWhole
  ? { NETWORKD_SEQUENCES: '12', NETWORKD_STRIDE: '1' }
  : { NETWORKD_SEQUENCES: '3', NETWORKD_STRIDE: '17' };

export const virtualMachines: readonly VirtualMachine[] = [
  {
    name: 'linux-6.1',
    line: '6.1',
    tests: [...laws, 'packages/executor-linux/test/faults.test.ts', ...more],
  },
  {
    name: 'linux-6.12',
    line: '6.12',
    tests: [...laws, 'test/vm/laboratory.test.ts', 'test/kernel/random.test.ts', ...more],
  },
  // It takes modules away, so nobody else is there.
  { name: 'modules', line: '6.1', tests: ['test/vm/modules.test.ts'] },
  {
    name: 'uplinks',
    line: '6.1',
    tests: ['packages/executor-linux/test/node/uplink/boot-uplink.test.ts'],
    isMeasuring: true,
  },
];
