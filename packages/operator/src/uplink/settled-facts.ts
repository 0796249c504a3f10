import type { ExecutionError, NodeFacts } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Ports } from '../port/ports.js';
import { hostBridge } from './current-uplink.js';

/** Seconds that what was made a moment ago may take to get its addresses. */
const patience = 10;

/** Milliseconds between two looks. */
const interval = 300;

/**
 * Surveys the node, once what stands has its addresses or that took too long: what follows from them would otherwise be
 * taken back, as after an apply that was interrupted.
 */
export function settledFacts(
  { executor, clock }: Pick<Ports<'survey'>, 'executor' | 'clock'>,
  node: NodeFacts['node'],
): TaskEither<ExecutionError, NodeFacts> {
  return async () => {
    const deadline = clock.now() + patience * 1000;
    for (;;) {
      const facts = await executor.survey(node)();
      if (E.isLeft(facts) || isSettled(facts.right) || clock.now() > deadline) return facts;
      await clock.sleep(interval);
    }
  };
}

/** Says whether `zos` has addresses and a gateway, or is not there. */
function isSettled({ links }: NodeFacts): boolean {
  const host = links.find(({ name, netns }) => name === hostBridge && netns === undefined);
  return host === undefined || (host.addresses.length > 0 && host.gateways.length > 0);
}
