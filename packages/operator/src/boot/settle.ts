import { type ExecutionError, type Nic, type NodeFacts, nodeOwner, planNode } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { observeMembers } from '../plan/observe-members.js';
import type { OwnRequest } from '../plan/plan-own.js';
import type { Ports } from '../port/ports.js';
import { hostBridge, uplinkNow } from '../uplink/current-uplink.js';

/** Seconds that the node may take: IPv6 addresses are made sure of first, on each segment. */
const patience = 10;

/**
 * Seconds that routers may take to announce themselves on what was just made: a host asks three times, four seconds
 * apart (RFC 4861, section 10), once its own address is made sure of, and then makes sure of what it was told.
 */
const announced = 15;

/** Milliseconds between two looks. */
const interval = 300;

/** Which node boots, and from which documents. */
export type BootWishes = Pick<OwnRequest, 'node' | 'config' | 'publicConfig'>;

type Looking = Pick<Ports<'survey' | 'observe'>, 'executor' | 'clock'>;

/**
 * Waits until the host and its tenants have what routers had announced to the NICs of the uplink, and nothing more
 * would be planned; not for ever, and without a complaint.
 */
export function settleAnnounced(
  ports: Looking,
  wishes: BootWishes,
  nics: readonly Nic[],
): TaskEither<ExecutionError, void> {
  const isIpv6 = nics.some(({ addresses }) => addresses.some(({ address }) => address.kind === 'ipv6'));
  const isThere = (facts: NodeFacts) =>
    !isIpv6 || awaited(facts, wishes).every((name) => hasIpv6(facts, name));
  return settle(ports, wishes, announced, isThere);
}

/** Returns the links that take what routers announce on the segment of the uplink. */
function awaited({ links }: NodeFacts, { config: { uplink, egress } }: BootWishes): readonly string[] {
  const isShared = links.some(({ name, netns }) => name === 'zos-pub' && netns === undefined);
  return [
    ...(uplink.addresses.length === 0 ? [hostBridge] : []),
    ...(isShared && egress.addresses.length === 0 ? ['npub6'] : []),
  ];
}

function hasIpv6({ links }: NodeFacts, name: string): boolean {
  return links.some(
    (link) =>
      link.name === name &&
      link.addresses.some(({ address }) => address.kind === 'ipv6') &&
      link.gateways.some(({ kind }) => kind === 'ipv6'),
  );
}

/**
 * Waits until the same would be planned from what stands now, that is nothing; not for ever, and without a complaint.
 */
function settle(
  { executor, clock }: Looking,
  wishes: BootWishes,
  seconds: number,
  isThere: (facts: NodeFacts) => boolean = () => true,
): TaskEither<ExecutionError, void> {
  return async () => {
    const deadline = clock.now() + seconds * 1000;
    while (clock.now() < deadline) {
      const facts = await executor.survey(wishes.node)();
      if (E.isLeft(facts)) return facts;
      const uplink = uplinkNow(facts.right);
      if (uplink === undefined) break;
      const current = { ...wishes, uplink, facts: facts.right };
      const observed = await observeMembers(executor, current)();
      if (E.isLeft(observed)) return observed;
      const plan = planNode({ ...current, observed: observed.right });
      if (E.isRight(plan) && plan.right.operations.length === 0 && isThere(facts.right)) break;
      await clock.sleep(interval);
    }
    return E.right(undefined);
  };
}

/**
 * Waits the same where the node's own network was touched a moment ago by a process that was killed, and so cannot have
 * waited: what does not have its IPv6 addresses yet would be taken for what has none.
 */
export function settleLatest(
  ports: Pick<Ports<'survey' | 'observe' | 'history'>, 'executor' | 'clock'>,
  wishes: BootWishes,
): TaskEither<ExecutionError, void> {
  return async () => {
    const history = await ports.executor.history()();
    if (E.isLeft(history)) return history;
    const last = history.right.at(-1);
    if (last === undefined || !last.owners.some(({ id }) => id === nodeOwner)) return E.right(undefined);
    const passed = (ports.clock.date().getTime() - Date.parse(last.time)) / 1000;
    return passed < 0 ? E.right(undefined) : settle(ports, wishes, patience - passed)();
  };
}
