import type { Change, Create, Update } from '../change/change.js';
import { order } from '../change/order.js';
import type { ListenPort, Resource } from '../state/resource.js';
import { createOperations } from './create.js';
import { deleteOperations } from './delete.js';
import { updateLink } from './link.js';
import type { Operation } from './operation.js';
import { newborn, pairs } from './pair.js';
import { updateOperations } from './update.js';
import { whyOf } from './why.js';

/**
 * The operations that carry out the changes, in order. A device that gets another port just takes it: giving up the
 * old one first is an operation only where somebody else waits for it. Of the two ends of a veth the first is made, and
 * taken away, with the other.
 */
export function lower(changes: readonly Change[]): readonly Operation[] {
  const { release, prepare, handOver, make, remove } = order(changes);
  const makes = [...prepare, ...make];
  const gains = holdersOf(makes.flatMap((change) => (change.kind === 'Create' ? change.after : [])));
  const losses = holdersOf([...release, ...remove].map(({ before }) => before));
  const operations: Operation[] = [];
  const push = (steps: readonly Operation[]) => {
    for (const step of steps) operations.push(step);
  };
  const gone = pairs();
  for (const change of release) if (gone(change.before) === undefined) push(deleteOperations(change));
  const made = pairs();
  const bring = (change: Create | Update) => {
    const pair = change.kind === 'Create' ? made(change.after) : undefined;
    if (change.kind === 'Update') push(updateOperations(change));
    else if (pair !== undefined) push(updateLink(newborn(pair), pair.second, whyOf(change)));
    else push(createOperations(change, holds(losses, change.after)));
  };
  prepare.forEach(bring);
  for (const change of handOver) push(deleteOperations(change));
  make.forEach(bring);
  for (const change of remove) {
    if (gone(change.before) === undefined && !holds(gains, change.before)) push(deleteOperations(change));
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
