import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take more than half a minute, as `npm test` lists them at its end; one that began last would keep everybody waiting
 * alone. Of each group the longest are first, and those that only compute between those that wait for the kernel, where one keeps
 * the other waiting.
 */
export const long = [
  'packages/executor-linux/test/laws',
  'packages/planner/test/laws/node-laws',
  'packages/executor-linux/test/node/networks/churn',
  'packages/planner/test/topology/mesh',
  'packages/cli/test/terminal',
  'test/kernel/random',
  'packages/planner/test/laws/laws',
  'packages/executor-linux/test/node/observe',
  'packages/executor-linux/test/node/networks/laws',
  'packages/executor-linux/test/faults',
  'packages/cli/test/apply-kernel',
  'packages/executor-linux/test/lab/carried',
  'packages/executor-linux/test/lab/boot-uplink',
  'packages/lab/test/neighbourhood',
  'packages/executor-linux/test/syscalls',
  'packages/executor-linux/test/lab/boot',
  'packages/executor-linux/test/lab/fleet-inbound',
  'packages/executor-linux/test/node/networks/kills',
  // What is measured, and a virtual machine beside it.
  'packages/executor-linux/test/node/uplink/boot-uplink',
  'packages/executor-linux/test/lab/hitless',
  'packages/executor-linux/test/lab/public-config',
  'packages/executor-linux/test/lab/boot-follow',
  // In virtual machines.
  'test/vm/laboratory',
  'test/kernel/directed',
  'test/vm/modules',
  'test/vm/device',
];

/** Each group of files in its turn, and in it the long ones first. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const group = ({ project }: TestSpecification) => project.config.sequence.groupOrder;
    const place = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return at < 0 ? long.length : at;
    };
    return (await super.sort(files)).sort((a, b) => group(a) - group(b) || place(a) - place(b));
  }
}
