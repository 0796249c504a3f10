import { updateLink } from '../kind/link/operations.js';
import type { ListenPort } from '../kind/listen-port.js';
import type { Resource } from '../kind/resource.js';
import { kindOf } from '../kind/resource.js';
import type { Why } from '../kind/why.js';
import type { Operation } from '../operation/operation.js';
import type { Change, Create, Delete, Update } from './change.js';
import { order } from './order.js';
import { newborn, pairs } from './pair.js';

/** A change, and the operations that carry it out. */
export interface Step {
  readonly change: Change;
  readonly operations: readonly Operation[];
}

/** Returns the operations that carry out the changes, in order. */
export function lower(changes: readonly Change[]): readonly Operation[] {
  const operations: Operation[] = [];
  for (const step of steps(changes)) for (const each of step.operations) operations.push(each);
  return operations;
}

/**
 * Returns the changes in the order in which they are carried out, each with its operations. A device that gets another
 * port just takes it: giving up the old one first is an operation only where somebody else waits for it, and to people
 * the two are one change. Of the two ends of a veth the first is made, and taken away, with the other.
 */
export function steps(changes: readonly Change[]): readonly Step[] {
  const { release, prepare, handOver, make, remove } = order(changes);
  const makes = [...prepare, ...make];
  const gains = portsOf(makes.flatMap((change) => (change.kind === 'Create' ? change.after : [])));
  const losses = portsOf([...release, ...remove].map(({ before }) => before));
  const made: Step[] = [];
  const gone = pairs();
  const takeAway = (change: Delete) => {
    if (gone(change.before) === undefined) made.push({ change, operations: unmake(change) });
  };
  release.forEach(takeAway);
  const born = pairs();
  const bring = (change: Create | Update) => {
    const { after } = change;
    const pair = change.kind === 'Create' ? born(after) : undefined;
    const why = whyOf(change);
    if (pair !== undefined) {
      made.push({ change, operations: updateLink(newborn(pair), pair.second, why) });
    } else if (change.kind === 'Update') {
      // Nothing becomes an object of another kind. Who writes so in a saved plan is refused for it.
      const isSame = change.before.kind === after.kind;
      made.push({ change, operations: isSame ? kindOf(after).change(change.before, after, why) : [] });
    } else {
      const before = portOf(losses, after);
      const operations = kindOf(after).make(after, why, before !== undefined);
      made.push({
        change: before === undefined ? change : { ...change, kind: 'Update', before },
        operations,
      });
    }
  };
  prepare.forEach(bring);
  for (const change of handOver) made.push({ change, operations: unmake(change) });
  make.forEach(bring);
  for (const change of remove) if (portOf(gains, change.before) === undefined) takeAway(change);
  return made;
}

/** Returns the ports among the resources, by the devices that hold them. */
function portsOf(resources: readonly Resource[]): ReadonlyMap<string, ListenPort> {
  return new Map(resources.flatMap((each) => (each.kind === 'ListenPort' ? [[holderOf(each), each]] : [])));
}

function portOf(ports: ReadonlyMap<string, ListenPort>, resource: Resource): ListenPort | undefined {
  return resource.kind === 'ListenPort' ? ports.get(holderOf(resource)) : undefined;
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
