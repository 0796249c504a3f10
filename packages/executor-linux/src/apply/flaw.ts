import {
  type Change,
  diff,
  type ExecutionEvent,
  type NodeState,
  type OperationFailure,
  type Plan,
  stateAfter,
} from '@networkd/planner';
import { sentenceOf } from '../error.js';
import { clockOf, type LinuxOptions, type Locked } from '../options.js';
import { carryOut, type Transport } from './carry-out.js';
import { learnt, lookFor } from './look.js';

/**
 * How long the node may take to be as it should, in milliseconds: processes, of userspace devices and DHCP clients, do some things a
 * moment later, and on a slow machine a look alone takes seconds.
 */
const patience = 10_000;

/** The longest between two looks, in milliseconds. */
const longest = 500;

/** What went wrong: an operation, or what came of them all, or that nobody can say what came of them. */
export interface Flaw {
  readonly failure?: OperationFailure;
  readonly differences?: readonly Change[];
  readonly why?: string;
}

interface Work {
  readonly options: Locked;
  readonly transport: Transport;
  readonly tell: (event: ExecutionEvent) => void;
}

/** Carries the plan out. Returns nothing once all succeeded, unless the kernel or somebody else had it otherwise. */
export async function flawOf(
  plan: Plan,
  before: NodeState,
  { options, transport, tell }: Work,
): Promise<Flaw | undefined> {
  try {
    const failure = await carryOut(plan.operations, transport, (operation, index) =>
      tell({ kind: 'Done', operation, index }),
    );
    if (failure === undefined) return await differenceLeft(plan, before, options);
    tell({ kind: 'Failed', failure });
    return { failure };
  } catch (error) {
    // In any case what was begun is taken back.
    return { why: sentenceOf(error) };
  }
}

/** Looks until the node is as planned, or for long enough. Returns what differs then. */
async function differenceLeft(
  plan: Plan,
  before: NodeState,
  options: LinuxOptions,
): Promise<Flaw | undefined> {
  const target = stateAfter(plan, before).resources;
  const clock = clockOf(options);
  const deadline = clock.now() + patience;
  for (let wait = 10; ; wait = Math.min(longest, 2 * wait)) {
    const { state } = await lookFor(plan, options);
    const differences = diff(target, learnt(plan, state).resources);
    if (differences.length === 0) return undefined;
    if (clock.now() > deadline) return { differences };
    await clock.sleep(wait);
  }
}
