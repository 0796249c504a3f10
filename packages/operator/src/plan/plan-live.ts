import { type Inventory, type NodeId, type Plan, plan, type TenantNetwork } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { OperatorError } from '../error.js';
import type { NodeExecutor } from '../port/executor.js';
import { notPlanned } from './not-planned.js';

/** Which networks are planned, and on which node of the inventory. */
export interface LiveRequest {
  readonly node: NodeId;
  readonly networks: readonly TenantNetwork[];
  readonly inventory: Inventory;
}

/** Plans networks from what is on the machine now, the node's own network included: they stand on that, and share its addresses. */
export function planLive(
  executor: Pick<NodeExecutor, 'observe' | 'leases'>,
  request: LiveRequest,
): TE.TaskEither<OperatorError, Plan> {
  return pipe(
    executor.observe(request.node),
    TE.bindTo('observed'),
    TE.bind('leases', executor.leases),
    TE.chainEitherKW((found) => E.mapLeft(notPlanned)(plan({ ...request, ...found }))),
  );
}
