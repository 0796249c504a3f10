import { kindOf } from '../kind/kinds.js';
import { updateLink } from '../kind/link/operations.js';
import type { ListenPort, Resource } from '../kind/resource.js';
import type { Why } from '../kind/why.js';
import type { Operation } from '../operation/operation.js';
import type { Change, Create, Delete, Update } from './change.js';
import { order } from './order.js';
import { newborn, pairs } from './pair.js';

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
  for (const change of release) if (gone(change.before) === undefined) push(unmake(change));
  const made = pairs();
  const bring = (change: Create | Update) => {
    const pair = change.kind === 'Create' ? made(change.after) : undefined;
    const { after } = change;
    if (pair !== undefined) push(updateLink(newborn(pair), pair.second, whyOf(change)));
    else if (change.kind === 'Update') push(kindOf(after).change(change.before, after, whyOf(change)));
    else push(kindOf(after).make(after, whyOf(change), holds(losses, after)));
  };
  prepare.forEach(bring);
  for (const change of handOver) push(unmake(change));
  make.forEach(bring);
  for (const change of remove) {
    if (gone(change.before) === undefined && !holds(gains, change.before)) push(unmake(change));
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

function unmake(change: Delete): readonly Operation[] {
  return kindOf(change.before).unmake(change.before, whyOf(change));
}

function whyOf({ kind, reason }: Change): Why {
  return { reason, change: kind };
}
