import { setTimeout as sleep } from 'node:timers/promises';
import type { LinuxExecutor } from '@networkd/executor-linux';
import { type ChosenUplink, type NodeId, nodeOwner, planNode } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import type { NodeDocuments } from './node-documents.js';
import { observeMembers } from './observe-members.js';
import { perform } from './perform.js';
import { standingNics } from './standing-uplink.js';

/** Seconds that the node may take: IPv6 addresses are made sure of first, on each segment. */
const patience = 10;

/** Milliseconds between two looks. */
const interval = 300;

type Wishes = Pick<NodeDocuments, 'config' | 'publicConfig'>;

/** Waits until the same would be planned from what stands now, that is nothing; not for ever, and without a complaint. */
export async function settle(
  executor: Pick<LinuxExecutor, 'recense' | 'observe'>,
  node: NodeId,
  { config, publicConfig }: Wishes,
  seconds = patience,
): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (performance.now() < deadline) {
    const facts = await perform(executor.recense(node));
    const [first, ...rest] = standingNics(facts);
    if (first === undefined) return;
    const uplink: ChosenUplink = { nics: [first, ...rest] };
    const wishes = { node, config, uplink, facts, ...(publicConfig === undefined ? {} : { publicConfig }) };
    const observed = await observeMembers(executor, wishes);
    const plan = planNode({ ...wishes, observed });
    if (E.isRight(plan) && plan.right.operations.length === 0) return;
    await sleep(interval);
  }
}

/**
 * The same where the node's own network was touched a moment ago by one who cannot have waited, as he was killed: what does not
 * have its IPv6 addresses yet would be taken for what has none.
 */
export async function settleLatest(
  executor: Pick<LinuxExecutor, 'recense' | 'observe' | 'history'>,
  node: NodeId,
  wishes: Wishes,
): Promise<void> {
  const last = (await perform(executor.history())).at(-1);
  if (last === undefined || !last.networks.some(({ id }) => id === nodeOwner)) return;
  const passed = (Date.now() - Date.parse(last.time)) / 1000;
  if (passed >= 0) await settle(executor, node, wishes, patience - passed);
}
