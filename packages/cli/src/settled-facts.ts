import { setTimeout as sleep } from 'node:timers/promises';
import type { LinuxExecutor } from '@networkd/executor-linux';
import type { NodeFacts } from '@networkd/planner';
import { hostBridge } from './current-uplink.js';
import { perform } from './error/perform.js';

/** Seconds that what was made a moment ago may take to get its addresses. */
const patience = 10;

/** Milliseconds between two looks. */
const interval = 300;

/**
 * What the node surveys about itself, once what stands has its addresses or that took too long: what follows from them would
 * otherwise be taken back, as after an apply that was interrupted.
 */
export async function settledFacts(
  executor: Pick<LinuxExecutor, 'survey'>,
  node: NodeFacts['node'],
): Promise<NodeFacts> {
  const deadline = performance.now() + patience * 1000;
  for (;;) {
    const facts = await perform(executor.survey(node));
    if (isSettled(facts) || performance.now() > deadline) return facts;
    await sleep(interval);
  }
}

/** Has `zos` a way out? */
function isSettled({ links }: NodeFacts): boolean {
  const host = links.find(({ name, netns }) => name === hostBridge && netns === undefined);
  return host === undefined || (host.addresses.length > 0 && host.gateways.length > 0);
}
