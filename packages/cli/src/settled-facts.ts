import { setTimeout as sleep } from 'node:timers/promises';
import type { LinuxExecutor } from '@networkd/executor-linux';
import { choosePublicUplink, type NodeFacts, type NodeWishes } from '@networkd/planner';
import { perform } from './perform.js';
import { hostBridge, standingNics } from './standing-uplink.js';

/** Seconds that what was made a moment ago may take to get its addresses. */
const patience = 10;

/** Whose facts, and what is wished of it. */
type Of = Pick<NodeWishes, 'config' | 'publicConfig'> & Pick<NodeFacts, 'node'>;

/** Milliseconds between two looks. */
const interval = 300;

/**
 * What the node recenses about itself, once what stands has its addresses or that took too long: what follows from them would
 * otherwise be taken back, as after an apply that was interrupted.
 */
export async function settledFacts(executor: Pick<LinuxExecutor, 'recense'>, of: Of): Promise<NodeFacts> {
  const deadline = performance.now() + patience * 1000;
  for (;;) {
    const facts = await perform(executor.recense(of.node));
    if (isSettled(facts, of) || performance.now() > deadline) return facts;
    await sleep(interval);
  }
}

/** Has `zos` a way out, and is there IPv6 where a NIC is a port of the public bridge because of that? */
function isSettled(facts: NodeFacts, of: Of): boolean {
  const host = facts.links.find(({ name, netns }) => name === hostBridge && netns === undefined);
  if (host === undefined) return true;
  if (host.addresses.length === 0 || host.gateways.length === 0) return false;
  const [first, ...rest] = standingNics(facts);
  const isDual = facts.nics.some(({ master }) => master === 'br-pub');
  if (first === undefined || !isDual) return true;
  return choosePublicUplink({ ...of, uplink: { nics: [first, ...rest] }, facts }).kind === 'dual';
}
