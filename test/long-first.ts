import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take more than half a minute, the longest first, as `npm test` lists them at its end. One that began last would keep
 * everybody waiting alone.
 */
export const long = [
  'test/vm/laboratory',
  'test/kernel/directed',
  'packages/executor-linux/test/laws',
  'packages/executor-linux/test/node/churn',
  'packages/executor-linux/test/node/boot-uplink',
  'packages/executor-linux/test/observe/life',
  'test/vm/modules',
  'test/kernel/random',
  'packages/executor-linux/test/lab/hitless',
  'packages/executor-linux/test/node/observe',
  'packages/executor-linux/test/node/laws',
  'packages/cli/test/apply-kernel',
  'packages/planner/test/node-laws',
  'packages/executor-linux/test/faults',
  'test/vm/device',
  'packages/executor-linux/test/lab/carried',
  'packages/cli/test/terminal',
  'packages/executor-linux/test/lab/boot-uplink',
  'packages/executor-linux/test/lab/public-config',
  'packages/executor-linux/test/lab/neighbourhood',
  'packages/planner/test/mesh',
  'packages/planner/test/laws',
  'packages/executor-linux/test/syscalls',
  'packages/executor-linux/test/lab/boot',
  'packages/executor-linux/test/lab/standing-inbound',
  'packages/executor-linux/test/lab/boot-follow',
  'packages/executor-linux/test/node/kills',
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
