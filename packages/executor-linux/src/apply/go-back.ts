import {
  diff,
  type ExecutionEvent,
  explain,
  type NodeState,
  type OperationFailure,
  type Plan,
  planTowards,
  present,
  type Rollback,
} from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { sentenceOf } from '../error.js';
import type { Snapshot } from '../memory/snapshot.js';
import type { Observation } from '../observe/observation.js';
import { carryOut, type Transport } from './carry-out.js';
import { learnt } from './look.js';

/** Plans the way from the present state to the state before, carries that out, and looks at what came of it. */
export async function goBack(
  { owners, state: target }: Snapshot,
  look: () => Promise<Observation>,
  transport: Transport,
  tell: (event: ExecutionEvent) => void,
): Promise<Rollback> {
  let plan: Plan | undefined;
  let failure: OperationFailure | undefined;
  try {
    const planned = planTowards({ owners, target, observed: (await look()).state });
    if (E.isLeft(planned))
      return { left: diff(target.resources, []), why: planned.left.map(explain).join('; ') };
    plan = planned.right;
    const { hash, operations } = plan;
    tell({ kind: 'RollingBack', plan: hash, operations: operations.length });
    failure = await carryOut(operations, transport, (operation, index) =>
      tell({ kind: 'Done', operation, index }),
    );
    if (failure !== undefined) tell({ kind: 'Failed', failure });
    const left = diff(target.resources, learntIfRoom(plan, (await look()).state).resources);
    return { plan, left, ...present({ failure }) };
  } catch (error) {
    // The node cannot be looked at any more, or a key is gone: what is known of the way back is still told.
    return {
      ...present({ plan, failure }),
      why: sentenceOf(error),
      left: diff(target.resources, []),
    };
  }
}

/**
 * Learns from the state. Goes on where there is no room to remember: what is not recognized then is told as what is
 * left.
 */
function learntIfRoom(plan: Plan, state: NodeState): NodeState {
  try {
    return learnt(plan, state);
  } catch {
    return state;
  }
}

/** Says whether all is as it was before. */
export function isComplete({ left, failure, why }: Rollback): boolean {
  return left.length === 0 && failure === undefined && why === undefined;
}
