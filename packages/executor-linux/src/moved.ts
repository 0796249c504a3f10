import { type Change, diff, type NodeState, type Plan, type Resource } from '@networkd/planner';

/**
 * What a plan counted on and finds otherwise, as far as its changes tell: what it wanted to change or delete is not
 * as it was, what it wanted to make is there already.
 */
export function moved({ changes }: Plan, { resources }: NodeState): readonly Change[] {
  const counted = changes.flatMap((change): readonly Resource[] =>
    change.kind === 'Create' ? [] : [change.before],
  );
  const others = diff(counted, resources).filter(({ kind }) => kind !== 'Delete');
  const made = changes.filter((change) => change.kind === 'Create');
  const there = made.filter(({ after }) => diff([after], resources).every(({ kind }) => kind !== 'Create'));
  return [...others, ...there];
}
