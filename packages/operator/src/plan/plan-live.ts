import { type Inventory, type NodeId, type Plan, plan, type TenantNetwork } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { OperatorError } from '../error.js';
import type { NodeExecutor } from '../port/executor.js';
import { notPlanned } from './not-planned.js';

/** Which networks are planned, and on which node of the inventory. */
export interface LiveRequest {
  readonly node: NodeId;
  readonly networks: readonly TenantNetwork[];
  readonly inventory: Inventory;
}

/**
 * Plans networks from what is on the machine now, the node's own network included: they stand on that, and share its
 * addresses.
 */
export function planLive(
  executor: Pick<NodeExecutor, 'observe' | 'egressAddresses'>,
  request: LiveRequest,
): TaskEither<OperatorError, Plan> {
  return async () => {
    const observed = await executor.observe(request.node)();
    if (E.isLeft(observed)) return observed;
    const egressAddresses = await executor.egressAddresses()();
    if (E.isLeft(egressAddresses)) return egressAddresses;
    return E.mapLeft(notPlanned)(
      plan({ ...request, observed: observed.right, egressAddresses: egressAddresses.right }),
    );
  };
}
