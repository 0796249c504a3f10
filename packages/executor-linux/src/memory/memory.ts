import type { NodeState, Plan, Resource } from '@networkd/planner';

/** A plan that is about to be carried out, and the node before it and as it is to be after it. */
export interface Intention {
  /** The state folder. */
  readonly folder: string;
  readonly plan: Plan;
  readonly before: NodeState;
  readonly after: NodeState;
}

/** What is on the node of these owners, when an apply has ended. */
export interface Outcome {
  /** The state folder. */
  readonly folder: string;
  readonly owners: Plan['owners'];
  readonly resources: readonly Resource[];
}

/**
 * Something that is remembered from one apply to the next, since the kernel does not know it. Who writes it holds the node's
 * lock.
 */
export interface Memory {
  /** One that lasts only until the next boot may be lost: who applies next writes what could not be written. */
  readonly lasts: 'for ever' | 'until the next boot';
  /** Amends what is observed. */
  readonly amend: (state: NodeState) => NodeState;
  /** Who sees what it amends: everybody, or only who is to plan. */
  readonly seenBy: 'everybody' | 'planner';
  /** Remembers what is lost by the plan or promised to it, before an operation is carried out. May refuse the plan. */
  readonly before: (intention: Intention) => void;
  /** Remembers what the plan has set, as it is observed when the operations are carried out. */
  readonly learn: (plan: Plan, now: NodeState) => void;
  /** Forgets what is not true any more when the apply has ended. */
  readonly settle: (outcome: Outcome) => void;
}

/** Returns the state as it is, for a memory that amends nothing. */
export function unchanged(state: NodeState): NodeState {
  return state;
}

/** Leaves all as it is, for a memory that has nothing to do then. */
export function nothing(): void {}
