import type { NodeState, OperationOf, Plan, Resource } from '@networkd/planner';
import { emptyKernel, observe, runAll, withForeign } from '@networkd/planner/testing';
import { carryOut } from '../../src/apply/carry-out.js';
import { look } from '../../src/apply/look.js';
import { prepare } from '../../src/apply/prepare.js';
import { run } from '../../src/command/run.js';
import { keyOf } from '../../src/memory/key-store.js';
import { expectSame, textOf } from './laws-expect.js';
import { applied, folders, observed } from './node.js';

/** A node in two kernels to which the same is done: the real one and the fake one. */
export interface Twin {
  /** What was on the node when it was last looked at, by the real kernel. */
  readonly state: () => NodeState;
  /** Carries a plan out, which must succeed in both and leave both with the same. */
  readonly apply: (plan: Plan) => Promise<void>;
  /** As an apply that dies after so many operations; both are left with the same. */
  readonly die: (plan: Plan, count: number) => Promise<void>;
}

/** A twin of a node on which nothing is of the networks. */
export async function twinOf(node: string, networks: readonly string[]): Promise<Twin> {
  let fake = withForeign(emptyKernel(), { kind: 'Netns', name: 'public' });
  let state = await observed(node, networks);
  const follow = (operations: Plan['operations']): NodeState => {
    const { kernel, error } = runAll(fake, operations);
    if (error !== undefined) throw new Error(`the fake kernel: ${error.errno}: ${textOf(error.operation)}`);
    fake = kernel;
    return observe(fake, node, networks);
  };
  return {
    state: () => state,
    apply: async (plan) => {
      await applied(plan);
      state = await observed(node, networks);
      const told = follow(plan.operations);
      expectSame('what is observed after an apply', state.resources, told.resources);
    },
    die: async (plan, count) => {
      const part = plan.operations.slice(0, count);
      prepare(plan, await look(folders, node, networks), folders, () => {}, undefined);
      const failure = await carryOut(part, means, () => {});
      if (failure !== undefined) throw new Error(`refused: ${textOf(failure)}`);
      state = await observed(node, networks);
      const told = follow(part);
      const what = `what is observed after ${count} operations`;
      expectSame(what, withoutInnate(state, told), told.resources);
    },
  };
}

const means = {
  run,
  keyOf: (operation: OperationOf<'WireGuardSetDevice'>) => keyOf({ ...folders, wayBack: true }, operation),
  state: folders.state,
};

/**
 * The fake kernel knows of a parameter only once it is set; and a device of a process has some port from the start,
 * where the kernel's own has none before it gets one.
 */
function withoutInnate({ resources }: NodeState, told: NodeState): readonly Resource[] {
  return resources.filter((each) => {
    if (each.kind !== 'Sysctl' && each.kind !== 'ListenPort') return true;
    return told.resources.some((other) =>
      each.kind === 'Sysctl'
        ? other.kind === 'Sysctl' && other.netns === each.netns && other.key === each.key
        : other.kind === 'ListenPort' && other.device === each.device,
    );
  });
}
