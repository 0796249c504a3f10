import { nodeOwner, type PlanOwner } from '@networkd/planner';

/** Says what a part of a plan is for: a version of an owner's network, or that all of it is taken away. */
export function titleOf({ id, version, removed }: PlanOwner, node: string): string {
  const isOwn = id === nodeOwner;
  const name = isOwn ? "The node's own network" : `Tenant network ${id}`;
  if (removed) return `${name}, removed from node ${node}`;
  return isOwn ? `${name} on node ${node}` : `${name} version ${version} on node ${node}`;
}

/** Says the same in a list after the node's name. */
export function shortTitleOf({ id, version, removed }: PlanOwner): string {
  if (id === nodeOwner) return removed ? 'no network of its own' : 'its own network';
  return removed ? `no ${id}` : `${id} version ${version}`;
}
