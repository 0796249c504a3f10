import { type Difference, resourceOf } from '@networkd/operator';
import { differences, type Resource, titleOf } from '@networkd/planner';

/** Writes a difference on one line: what is otherwise, and for what is changed, from what to what. */
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

/** Writes the fields that are otherwise, from what was left to what is found. */
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
