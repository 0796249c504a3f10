import { nodeOwner, type Plan } from '@networkd/planner';

type Network = Plan['networks'][number];

/** What a part of a plan is for. Version 0 means no version: then the part takes away all that there is. */
export function titleOf({ id, version }: Network, node: string): string {
  const isOwn = id === nodeOwner;
  const name = isOwn ? "The node's own network" : `Tenant network ${id}`;
  if (version === 0) return `${name}, removed from node ${node}`;
  return isOwn ? `${name} on node ${node}` : `${name} version ${version} on node ${node}`;
}

/** As `titleOf`, in a list after the node's name. */
export function shortTitleOf({ id, version }: Network): string {
  if (id === nodeOwner) return version === 0 ? 'no network of its own' : 'its own network';
  return version === 0 ? `no ${id}` : `${id} version ${version}`;
}
