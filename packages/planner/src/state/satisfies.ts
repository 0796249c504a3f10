import type { Role } from '../kind/kind.js';
import { kinds } from '../kind/kinds.js';
import type { Resource, ResourceKind } from '../kind/resource.js';
import { kindOf } from '../kind/resource.js';
import { identityOf } from './identity.js';

/** How the roles of fields are read. */
type Question = 'is it compared' | 'is it shown where it differs' | 'can a plan depend on it';

const asked: Readonly<Record<Question, ReadonlySet<Role>>> = {
  'is it compared': new Set(['equal', 'if-wanted', 'fault']),
  'is it shown where it differs': new Set(['identity', 'equal', 'if-wanted', 'compared', 'fault']),
  'can a plan depend on it': new Set(['equal', 'if-wanted', 'fault', 'basis']),
};

type Roles = ReadonlyMap<string, Role>;

const compared = rolesFor('is it compared');
const shown = rolesFor('is it shown where it differs');
const depended = rolesFor('can a plan depend on it');

/**
 * Says whether what is observed is enough for what is desired; both are of one identity. Compares only what we own:
 * "satisfies", not "equals".
 */
export function satisfies(observed: Resource, desired: Resource): boolean {
  const kind = kindOf(desired);
  if (kind.satisfies !== undefined) return kind.satisfies(observed, desired);
  for (const [field, role] of compared[desired.kind]) {
    const [found, wanted] = [fieldOf(observed, field), fieldOf(desired, field)];
    if (
      role === 'fault'
        ? found !== undefined
        : found !== wanted && !(role === 'if-wanted' && wanted === undefined)
    )
      return false;
  }
  return true;
}

/** Lists the fields in which two resources of one identity differ, in words of their tools. */
export function differences(before: Resource, after: Resource): readonly string[] {
  const names = new Set([...Object.keys(after), ...Object.keys(before)]);
  return [...names].filter(
    (name) =>
      shown[after.kind].has(name) &&
      JSON.stringify(fieldOf(before, name)) !== JSON.stringify(fieldOf(after, name)),
  );
}

/** Returns what a plan can depend on in a resource, as text. */
export function comparedText(resource: Resource): string {
  let text = identityOf(resource);
  for (const [field] of depended[resource.kind]) text += ` ${fieldOf(resource, field) ?? ''}`;
  return text;
}

function rolesFor(question: Question): Readonly<Record<ResourceKind, Roles>> {
  const rolesOf = ({ fields }: { readonly fields: Readonly<Record<string, Role>> }): Roles =>
    new Map(Object.entries(fields).filter(([, role]) => asked[question].has(role)));
  const all = Object.entries(kinds).map(([kind, row]) => [kind, rolesOf(row)] as const);
  return Object.fromEntries(all) as Record<ResourceKind, Roles>;
}

function fieldOf(resource: Resource, field: string): unknown {
  return Reflect.get(resource, field);
}
