import {
  type ChosenUplink,
  membersOf,
  type Nic,
  type NodeConfig,
  type NodeFacts,
  type NodeState,
  nodeOwner,
  type Plan,
  planNode,
  planTowards,
} from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { OperatorError, PublicConfigWanted } from '../error.js';
import { reach } from '../internet/reach.js';
import { notPlanned } from '../plan/not-planned.js';
import { observeMembers } from '../plan/observe-members.js';
import type { NicOwner } from '../port/machine.js';
import type { Ports } from '../port/ports.js';
import { currentNics } from '../uplink/current-uplink.js';
import { findUplink } from '../uplink/find-uplink.js';
import type { BootEvent } from './boot-event.js';
import { type BootWishes, settleLatest } from './settle.js';

/** The plan of a boot, and what was found out on the way. */
export interface PlannedBoot {
  readonly plan: Plan;
  /**
   * Who owns NICs that the plan makes members of the bridge, or that are: nobody matters where nothing is to be done.
   */
  readonly owners: readonly NicOwner[];
  /** Whether the segment of the uplink has IPv4. */
  readonly hasIpv4: boolean;
  /** The NICs of the uplink, with what was offered there. */
  readonly nics: readonly Nic[];
}

/**
 * Plans the node's own network on the uplink that it finds. Where public addresses stand and nobody says which they are
 * to be, nothing is planned, and it is only asked whether the Internet is there.
 */
export function planBoot(
  ports: Ports<'survey' | 'probe' | 'observe' | 'history'>,
  wishes: BootWishes,
  tell: (event: BootEvent) => void,
): TaskEither<OperatorError, PlannedBoot> {
  const { executor, machine } = ports;
  const { node, config, publicConfig } = wishes;
  const { endpoints } = config.internet;
  const isConnected = async () => E.isRight(await reach(ports, { endpoints, wait: 1 }, 'uplink')());
  return async () => {
    const rested = await settleLatest(ports, wishes)();
    if (E.isLeft(rested)) return rested;
    const found = await findUplink(ports, node, config, isConnected, tell)();
    if (E.isLeft(found)) return found;
    const { uplink, facts, doubt } = found.right;
    const planned = { hasIpv4: offersIpv4(uplink, config), nics: uplink.nics };
    const request = { ...wishes, uplink, facts };
    const observed = await observeMembers(executor, request)();
    if (E.isLeft(observed)) return observed;
    const doubted = doubt === undefined ? undefined : E.left(notPlanned(doubt));
    if (publicConfig === undefined && hasPublicAddresses(observed.right)) {
      if (doubted !== undefined) return doubted;
      if (!isKept(uplink, facts)) return E.left(publicConfigWanted(uplink));
      const kept = E.mapLeft(notPlanned)(planNothing(observed.right));
      return E.map((plan: Plan) => ({ plan, owners: [], ...planned }))(kept);
    }
    const plan = planNode({ ...request, observed: observed.right });
    if (E.isLeft(plan)) return E.left(notPlanned(plan.left));
    const isEmpty = plan.right.operations.length === 0;
    if (doubted !== undefined && isEmpty) return doubted;
    const members = membersOf({ ...request, observed: observed.right });
    const owners = isEmpty ? [] : machine.nicOwners(members);
    return E.right({ plan: plan.right, owners, ...planned });
  };
}

/** Says whether the segment of the uplink has IPv4, by what was offered there or what the farmer says. */
function offersIpv4({ nics, egress }: ChosenUplink, { uplink: { addresses } }: NodeConfig): boolean {
  const offered = [
    ...nics.flatMap((nic) => nic.addresses),
    ...(egress === undefined ? [] : [egress.address]),
  ];
  return (addresses.length > 0 ? addresses : offered).some(({ address }) => address.kind === 'ipv4');
}

function hasPublicAddresses({ resources }: NodeState): boolean {
  return resources.some((each) => each.kind === 'Link' && each.owner === nodeOwner && each.name === 'public');
}

/**
 * Says whether the uplink stays where it is. Public addresses may have to move with it, so otherwise they have to be
 * known.
 */
function isKept({ nics }: ChosenUplink, facts: NodeFacts): boolean {
  const current = currentNics(facts).map(({ name }) => name);
  return nics.every(({ name }) => current.includes(name));
}

function publicConfigWanted({ nics }: ChosenUplink): PublicConfigWanted {
  return { kind: 'public-config-wanted', nics: nics.map(({ name }) => name) };
}

/** Plans to leave the node as it is. */
function planNothing(observed: NodeState): ReturnType<typeof planTowards> {
  return planTowards({ owners: [{ id: nodeOwner }], target: observed, observed });
}
