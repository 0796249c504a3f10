import type { Change } from '../change/change.js';
import { type PlanError, show } from '../error.js';
import type { Resource } from '../kind/resource.js';
import { namesOf } from '../mark/names.js';
import type { Operation } from '../operation/operation.js';
import type { NetworkId } from '../scalar/id.js';
import { nodeOwner } from '../scalar/owner.js';
import { identityOf } from '../state/identity.js';
import type { Breach } from '../territory/breach.js';
import { breachesOf } from '../territory/network-territory.js';
import { nodeBreachesOf } from '../territory/node-territory.js';
import type { Plan } from './document.js';

/** Operations that reach beyond the objects of the networks named; one that could not be read is a hole. */
export function checkOperations(
  owners: Plan['owners'],
  operations: readonly (Operation | undefined)[],
  changes: readonly (Change | undefined)[],
): readonly PlanError[] {
  const scopes = new Map(owners.map(({ id }) => [id, scopeOf(id, changes)]));
  const errors: PlanError[] = [];
  operations.forEach((operation, i) => {
    if (operation === undefined) return;
    const breachesIn = scopes.get(operation.owner);
    const breaches =
      breachesIn === undefined
        ? [{ field: 'owner', value: operation.owner, expected: [...scopes.keys()] }]
        : breachesIn(operation);
    for (const { field, value, expected } of breaches) {
      errors.push(outOfScope(`$.operations[${i}].${field}`, value, expected));
    }
  });
  return errors;
}

/** What of an operation of the owner reaches beyond the owner's objects. */
function scopeOf(
  id: string,
  changes: readonly (Change | undefined)[],
): (operation: Operation) => readonly Breach[] {
  if (id === nodeOwner) {
    const nics = nicsOf(changes);
    return (operation) => nodeBreachesOf(operation, nics);
  }
  // The id is parsed, or it would not have come here.
  const names = namesOf(id as NetworkId);
  return (operation) => breachesOf(operation, names);
}

/** The links that the node's changes make ports or put a vlan on, or that carry what they take or give. */
function nicsOf(changes: readonly (Change | undefined)[]): readonly string[] {
  const resources = changes.flatMap((change): readonly Resource[] => {
    if (change === undefined) return [];
    return [...('before' in change ? [change.before] : []), ...('after' in change ? [change.after] : [])];
  });
  const names = resources.flatMap((each) => {
    if (each.owner !== nodeOwner) return [];
    if (each.kind === 'LinkMaster' || each.kind === 'FreeNic' || each.kind === 'Carried') return each.device;
    return each.kind === 'Link' && each.type === 'vlan' && each.link !== undefined ? each.link : [];
  });
  return [...new Set(names)];
}

/** Changes of networks that are not named. */
export function checkChanges(owners: Plan['owners'], changes: readonly Change[]): readonly PlanError[] {
  const ids = new Set(owners.map(({ id }) => id));
  const errors: PlanError[] = [];
  const check = ({ owner }: Resource, path: string) => {
    if (!ids.has(owner)) errors.push(outOfScope(`${path}.owner`, owner, [...ids]));
  };
  for (const [i, change] of changes.entries()) {
    if (change.kind !== 'Create') check(change.before, `$.changes[${i}].before`);
    if (change.kind !== 'Delete') check(change.after, `$.changes[${i}].after`);
    if (change.kind !== 'Update') continue;
    const [before, after] = [change.before, change.after].map((each) => identityOf(each).trim());
    if (before !== after) errors.push(outOfScope(`$.changes[${i}].after`, show(after), [before ?? '']));
  }
  return errors;
}

function outOfScope(path: string, value: string, expected: readonly string[]): PlanError {
  return { kind: 'out-of-scope', document: 'plan', path, value, expected: show(expected.join(' or ')) };
}
