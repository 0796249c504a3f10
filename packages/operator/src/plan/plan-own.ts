import {
  type Inventory,
  type NodeConfig,
  type NodeId,
  type Plan,
  type PublicConfig,
  planNode,
  type TenantNetwork,
} from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { BootEvent } from '../boot/boot-event.js';
import type { OperatorError } from '../error.js';
import type { Ports } from '../port/ports.js';
import { currentUplink } from '../uplink/current-uplink.js';
import { settledFacts } from '../uplink/settled-facts.js';
import { notPlanned } from './not-planned.js';
import { observeMembers } from './observe-members.js';

/** What a node's own network is planned from, and the networks to be planned along. */
export interface OwnRequest {
  readonly node: NodeId;
  readonly config: NodeConfig;
  readonly publicConfig?: PublicConfig;
  readonly networks?: readonly TenantNetwork[];
  readonly inventory?: Inventory;
}

/** Plans the node's own network, and the networks given, on the uplink that the node has now. */
export function planOwn(
  ports: Pick<Ports<'survey' | 'observe' | 'egressAddresses'>, 'executor' | 'clock'>,
  request: OwnRequest,
  tell: (event: BootEvent) => void,
): TaskEither<OperatorError, Plan> {
  const { executor } = ports;
  return async () => {
    const surveyed = await settledFacts(ports, request.node)();
    if (E.isLeft(surveyed)) return surveyed;
    const facts = surveyed.right;
    tell({ kind: 'Surveyed', nics: facts.nics.map(({ name }) => name) });
    const uplink = currentUplink(facts, request.config);
    if (E.isLeft(uplink)) return uplink;
    const wishes = { ...request, uplink: uplink.right, facts };
    const observed = await observeMembers(executor, wishes)();
    if (E.isLeft(observed)) return observed;
    const egressAddresses = await executor.egressAddresses()();
    if (E.isLeft(egressAddresses)) return egressAddresses;
    return E.mapLeft(notPlanned)(
      planNode({ ...wishes, observed: observed.right, egressAddresses: egressAddresses.right }),
    );
  };
}
