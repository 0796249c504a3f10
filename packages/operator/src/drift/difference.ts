import { type Change, diff, differences, type NodeState, type Resource, titleOf } from '@networkd/planner';

/** How a resource of the node departs from what it was left as. */
export type Difference =
  | { readonly kind: 'Missing'; readonly expected: Resource }
  | { readonly kind: 'Changed'; readonly expected: Resource; readonly found: Resource }
  | { readonly kind: 'Added'; readonly found: Resource };

/** What it would take to get there, as what is otherwise. */
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

/** In what the node is not as it was left. */
export function differencesOf(expected: NodeState, found: NodeState): readonly Difference[] {
  return diff(expected.resources, found.resources.map(atHome)).map(differenceOf);
}

/** Of a peer that lives it matters not where: it may have been elsewhere when the node was left. */
function atHome(resource: Resource): Resource {
  if (resource.kind !== 'Peer') return resource;
  const { unmoved: _, ...peer } = resource;
  return peer;
}

/** The resource, as it was left or, where it is new, as it is. */
export function resourceOf(difference: Difference): Resource {
  return difference.kind === 'Added' ? difference.found : difference.expected;
}

/** A difference as one line: what is otherwise, and for what is changed, from what to what. */
export function differenceLine(difference: Difference): string {
  const name = titleOf(resourceOf(difference));
  switch (difference.kind) {
    case 'Missing':
      return `missing  ${name}`;
    case 'Changed':
      return `changed  ${name}: ${changedValues(difference.expected, difference.found).join(', ')}`;
    case 'Added':
      return `added    ${name}`;
    default:
      return difference satisfies never;
  }
}

/** The fields that are otherwise, from what was left to what is found. */
function changedValues(expected: Resource, found: Resource): readonly string[] {
  const [left, there] = [new Map(Object.entries(expected)), new Map(Object.entries(found))];
  return differences(found, expected).map(
    (name) => `${name} ${valueText(left.get(name))} → ${valueText(there.get(name))}`,
  );
}

function valueText(value: unknown): string {
  if (value === undefined) return 'none';
  return Array.isArray(value) ? value.join(',') : String(value);
}
