import type { ExecutionError, Nic, Plan, Receipt } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { OperatorError } from '../error.js';
import { proveInternet } from '../internet/prove-internet.js';
import type { Ports } from '../port/ports.js';
import { planBoot } from './plan-boot.js';
import { type BootWishes, settleAnnounced } from './settle.js';
import { takeBackInterrupted } from './take-back-interrupted.js';
import type { Tell } from './tell.js';

/** What is booted: which node, from which documents, and who is told. */
export interface Booting extends BootWishes {
  /** Seconds that an address and an answer from the Internet may take together. */
  readonly wait: number;
  readonly tell: Tell;
}

/** A boot that went well. */
export interface Booted {
  readonly plan: Plan;
  readonly receipt: Receipt;
}

/**
 * Boots a node: mends what was interrupted, finds the uplink, plans the node's own network on it, carries that out, and
 * proves the Internet, or goes back. Then the node has come to rest: to boot it again would change nothing. A caller
 * that wants to see the plan first gives `carryOut`, and may refuse the plan by an error of its own.
 */
export function boot<Refused = never>(
  ports: Ports,
  booting: Booting,
  carryOut: (plan: Plan) => TaskEither<ExecutionError | Refused, Receipt> = (plan) =>
    ports.executor.apply(plan, booting.tell.execution),
): TaskEither<OperatorError | Refused, Booted> {
  return async () => {
    const mended = await takeBackInterrupted(ports.executor, booting.tell.execution)();
    if (E.isLeft(mended)) return mended;
    const planned = await planBoot(ports, booting, booting.tell.boot)();
    if (E.isLeft(planned)) return planned;
    const { plan, owners, ...found } = planned.right;
    // A NIC that somebody owns would be given addresses while it is a member of the bridge, and the node be cut off.
    if (owners.length > 0) return E.left({ kind: 'nic-owned', owners });
    const receipt = await carryOut(plan)();
    if (E.isLeft(receipt)) return receipt;
    const proved = await prove(ports, booting, receipt.right, found)();
    return E.isLeft(proved) ? proved : E.right({ plan, receipt: receipt.right });
  };
}

/** Proves the Internet, and waits until the node has come to rest. */
function prove(
  ports: Ports,
  booting: Booting,
  receipt: Receipt,
  { hasIpv4, nics }: { readonly hasIpv4: boolean; readonly nics: readonly Nic[] },
): TaskEither<OperatorError, void> {
  const { config, wait, tell } = booting;
  const { endpoints } = config.internet;
  return async () => {
    const proved = await proveInternet(ports, { endpoints, wait, hasIpv4 }, receipt, tell)();
    return E.isLeft(proved) || !receipt.applied ? proved : settleAnnounced(ports, booting, nics)();
  };
}
