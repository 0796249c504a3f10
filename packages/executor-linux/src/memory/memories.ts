import type { NodeState, Plan } from '@networkd/planner';
import { egressAddresses } from './egress-addresses.js';
import { endpoints } from './endpoints.js';
import type { Intention, Memory, Outcome } from './memory.js';
import { nics } from './nics.js';
import { rulesets } from './rulesets.js';

/** All that is remembered from one apply to the next. */
const memories = { egressAddresses, rulesets, nics, endpoints } satisfies Readonly<Record<string, Memory>>;

const all: readonly Memory[] = Object.values(memories);

/** Returns the state with all that is remembered, as the planner is to see it, or everybody. */
export function amended(state: NodeState, seenBy: Memory['seenBy']): NodeState {
  return all
    .filter((memory) => memory.seenBy === 'everybody' || memory.seenBy === seenBy)
    .reduce((amended, { amend }) => amend(amended), state);
}

/** Remembers what is to be remembered before an operation is carried out. Refuses what may not be carried out. */
export function rememberBefore(intention: Intention): void {
  for (const { before } of all) before(intention);
}

/** Learns from what is observed when the operations are carried out. */
export function learn(plan: Plan, now: NodeState): void {
  for (const each of all) each.learn(plan, now);
}

/** Forgets what is not true any more when an apply has ended. Fails only where it would be lost for ever. */
export function settle(outcome: Outcome): void {
  for (const { lasts, settle } of all) {
    try {
      settle(outcome);
    } catch (error) {
      if (lasts === 'for ever') throw error;
    }
  }
}
