import * as E from 'fp-ts/lib/Either.js';
import type { PlanErrors } from '../error.js';
import type { NodeState } from '../state/node-state.js';
import type { Plan } from './document.js';
import type { PlanOwner } from './plan-owner.js';
import { planOwners } from './plan-owners.js';

/** A state to bring a node to, and what is on it. */
export interface TowardsRequest {
  /** What the plan is for, and what it brings them to. Only objects of these owners are changed. */
  readonly owners: readonly PlanOwner[];
  /** The state to reach: one that was observed before, or an empty one. */
  readonly target: NodeState;
  readonly observed: NodeState;
}

/**
 * Returns the plan that brings a node to a state given as such and not by documents: back to what it was, or to
 * nothing. Errors: names, ports or routes that others than us have taken, and what owners outside of it still use of
 * what is to go.
 */
export function planTowards({ owners, target, observed }: TowardsRequest): E.Either<PlanErrors, Plan> {
  const ids = new Set<string>(owners.map(({ id }) => id));
  const resources = target.resources.filter(({ owner }) => ids.has(owner));
  return planOwners([{ owners, desired: () => E.right(resources) }], observed);
}
