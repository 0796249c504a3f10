import { setTimeout as sleep } from 'node:timers/promises';
import type { LinuxExecutor } from '@networkd/executor-linux';
import {
  type ChosenUplink,
  type Nic,
  type NodeFacts,
  type NodeId,
  nodeOwner,
  planNode,
} from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { currentNics, hostBridge } from './current-uplink.js';
import type { NodeDocuments } from './document/node-documents.js';
import { perform } from './error/perform.js';
import { observeMembers } from './observe-members.js';

/** Seconds that the node may take: IPv6 addresses are made sure of first, on each segment. */
const patience = 10;

/**
 * Seconds that routers may take to announce themselves on what was just made: a host asks three times, four seconds apart
 * (RFC 4861, section 10), once its own address is made sure of, and then makes sure of what it was told.
 */
const announced = 15;

/** Milliseconds between two looks. */
const interval = 300;

type Wishes = Pick<NodeDocuments, 'config' | 'publicConfig'>;

/**
 * Waits until the host and its tenants have what routers had announced to the NICs of the uplink, and nothing more would be
 * planned; not for ever, and without a complaint.
 */
export function settleAnnounced(
  executor: Pick<LinuxExecutor, 'survey' | 'observe'>,
  node: NodeId,
  wishes: Wishes,
  nics: readonly Nic[],
): Promise<void> {
  const isIpv6 = nics.some(({ addresses }) => addresses.some(({ address }) => address.kind === 'ipv6'));
  const isThere = (facts: NodeFacts) =>
    !isIpv6 || awaited(facts, wishes).every((name) => hasIpv6(facts, name));
  return settle(executor, node, wishes, announced, isThere);
}

/** The links that take what routers announce on the segment of the uplink. */
function awaited({ links }: NodeFacts, { config: { uplink, egress } }: Wishes): readonly string[] {
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

/** Waits until the same would be planned from what stands now, that is nothing; not for ever, and without a complaint. */
async function settle(
  executor: Pick<LinuxExecutor, 'survey' | 'observe'>,
  node: NodeId,
  { config, publicConfig }: Wishes,
  seconds: number,
  isThere: (facts: NodeFacts) => boolean = () => true,
): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (performance.now() < deadline) {
    const facts = await perform(executor.survey(node));
    const [first, ...rest] = currentNics(facts);
    if (first === undefined) return;
    const uplink: ChosenUplink = { nics: [first, ...rest] };
    const wishes = { node, config, uplink, facts, ...(publicConfig === undefined ? {} : { publicConfig }) };
    const observed = await observeMembers(executor, wishes);
    const plan = planNode({ ...wishes, observed });
    if (E.isRight(plan) && plan.right.operations.length === 0 && isThere(facts)) return;
    await sleep(interval);
  }
}

/**
 * The same where the node's own network was touched a moment ago by one who cannot have waited, as he was killed: what does not
 * have its IPv6 addresses yet would be taken for what has none.
 */
export async function settleLatest(
  executor: Pick<LinuxExecutor, 'survey' | 'observe' | 'history'>,
  node: NodeId,
  wishes: Wishes,
): Promise<void> {
  const last = (await perform(executor.history())).at(-1);
  if (last === undefined || !last.owners.some(({ id }) => id === nodeOwner)) return;
  const passed = (Date.now() - Date.parse(last.time)) / 1000;
  if (passed >= 0) await settle(executor, node, wishes, patience - passed);
}
