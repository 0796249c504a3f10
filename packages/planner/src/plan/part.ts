import type * as E from 'fp-ts/lib/Either.js';
import type { PlanErrors } from '../error.js';
import type { Resource } from '../kind/resource.js';
import type { NodeState } from '../state/node-state.js';
import type { PlanOwner } from './plan-owner.js';

/** What a part of a plan stands on. */
export interface Surroundings {
  /** What is on the node, of all owners. */
  readonly observed: NodeState;
  /**
   * What will be on it when the part is carried out: of the owners planned before it what they want, of all others what
   * is there.
   */
  readonly resources: readonly Resource[];
}

/** Owners that are planned as one, and what they are to have on the node. */
export interface Part {
  readonly owners: readonly PlanOwner[];
  readonly desired: (around: Surroundings) => E.Either<PlanErrors, readonly Resource[]>;
}
