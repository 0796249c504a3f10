/**
 * An owner that a plan is for, and what it is brought to: a version of a tenant network; the node's own network, which
 * has no versions; or nothing of it, `removed`.
 */
export interface PlanOwner {
  readonly id: string;
  readonly version?: number;
  readonly removed?: true;
}
