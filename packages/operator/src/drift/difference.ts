import { type Change, diff, type NodeState, type Resource } from '@networkd/planner';

/** How a resource of the node departs from what it was left as. */
export type Difference =
  | { readonly kind: 'Missing'; readonly expected: Resource }
  | { readonly kind: 'Changed'; readonly expected: Resource; readonly found: Resource }
  | { readonly kind: 'Added'; readonly found: Resource };

/** Returns the change that would bring the node back, as what is otherwise. */
export function differenceOf(change: Change): Difference {
  switch (change.kind) {
    case 'Create':
      return { kind: 'Missing', expected: change.after };
    case 'Update':
      return { kind: 'Changed', expected: change.after, found: change.before };
    case 'Delete':
      return { kind: 'Added', found: change.before };
    default:
      return change satisfies never;
  }
}

/** Returns in what the node is not as it was left. */
export function differencesOf(expected: NodeState, found: NodeState): readonly Difference[] {
  return diff(expected.resources, found.resources.map(atHome)).map(differenceOf);
}

/**
 * Returns the resource without `unmoved`. A peer that lives may have been elsewhere when the node was left: that is no
 * difference.
 */
function atHome(resource: Resource): Resource {
  if (resource.kind !== 'Peer') return resource;
  const { unmoved: _, ...peer } = resource;
  return peer;
}

/** Returns the resource as it was left or, where it is new, as it is. */
export function resourceOf(difference: Difference): Resource {
  return difference.kind === 'Added' ? difference.found : difference.expected;
}
