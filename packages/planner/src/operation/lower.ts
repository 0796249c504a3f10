import type { Change } from '../change/change.js';
import { order } from '../change/order.js';
import type { ListenPort, Resource } from '../state/resource.js';
import { createOperations } from './create.js';
import { deleteOperations } from './delete.js';
import type { Operation } from './operation.js';
import { updateOperations } from './update.js';

/**
 * The operations that carry out the changes, in order. A device that gets another port just takes it: giving up the
 * old one first is an operation only where somebody else waits for it.
 */
export function lower(changes: readonly Change[]): readonly Operation[] {
  const { release, make, remove } = order(changes);
  const gains = holdersOf(make.flatMap((change) => (change.kind === 'Create' ? change.after : [])));
  const losses = holdersOf([...release, ...remove].map(({ before }) => before));
  const operations: Operation[] = [];
  const push = (steps: readonly Operation[]) => {
    for (const step of steps) operations.push(step);
  };
  for (const change of release) push(deleteOperations(change));
  for (const change of make) {
    if (change.kind === 'Update') push(updateOperations(change));
    else push(createOperations(change, holds(losses, change.after)));
  }
  for (const change of remove) {
    if (!holds(gains, change.before)) push(deleteOperations(change));
  }
  return operations;
}

/** The devices that hold a port among the resources. */
function holdersOf(resources: readonly Resource[]): ReadonlySet<string> {
  return new Set(resources.filter((each) => each.kind === 'ListenPort').map(holderOf));
}

function holds(holders: ReadonlySet<string>, resource: Resource): boolean {
  return resource.kind === 'ListenPort' && holders.has(holderOf(resource));
}

function holderOf({ netns, device }: ListenPort): string {
  return `${netns ?? ''} ${device}`;
}
