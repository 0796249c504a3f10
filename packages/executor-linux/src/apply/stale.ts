import { type Change, diff, identityOf, type NodeState, type Plan, type Resource } from '@networkd/planner';

/**
 * Returns what a plan counted on and finds otherwise. What it is about to change or delete is not as it was. What it is
 * about to make is there already. Or something that it does not touch is not as the last apply left it, as far as one
 * is known.
 */
export function stale(
  { changes }: Plan,
  { resources }: NodeState,
  left: NodeState | undefined,
): readonly Change[] {
  const there = new Map(resources.map((each) => [identityOf(each), each]));
  const touched = new Set(changes.map((change) => identityOf(subjectOf(change))));
  const counted = changes.flatMap((change) =>
    change.kind === 'Create'
      ? unexpected(there.get(identityOf(change.after)))
      : differing(change.before, there.get(identityOf(change.before))),
  );
  const others = left === undefined ? [] : diff(left.resources, resources);
  return [...counted, ...others.filter((change) => !touched.has(identityOf(subjectOf(change))))];
}

function subjectOf(change: Change): Resource {
  return change.kind === 'Create' ? change.after : change.before;
}

function unexpected(found: Resource | undefined): readonly Change[] {
  return found === undefined ? [] : [{ kind: 'Delete', before: found, reason: 'not there before' }];
}

function differing(before: Resource, found: Resource | undefined): readonly Change[] {
  return diff([before], found === undefined ? [] : [found]);
}
