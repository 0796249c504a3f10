import type { Change } from '../change/change.js';
import { type PlanError, show } from '../error.js';
import type { Resource } from '../kind/resource.js';
import { linkType } from '../link-type/link-types.js';
import { namesOf } from '../mark/names.js';
import type { Operation } from '../operation/operation.js';
import type { NetworkId } from '../scalar/id.js';
import { nodeOwner } from '../scalar/owner.js';
import { identityOf } from '../state/identity.js';
import { networkTerritory } from '../territory/network-territory.js';
import { nodeTerritory } from '../territory/node-territory.js';
import { breachesOf, type Territory } from '../territory/territory.js';
import type { Plan } from './document.js';

/**
 * Lists operations that reach beyond the territory of the owners named. An operation that could not be read is
 * `undefined` and is skipped.
 */
export function checkOperations(
  owners: Plan['owners'],
  operations: readonly (Operation | undefined)[],
  changes: readonly (Change | undefined)[],
): readonly PlanError[] {
  const territories = new Map(owners.map(({ id }) => [id, territoryOf(id, changes)]));
  const errors: PlanError[] = [];
  operations.forEach((operation, i) => {
    if (operation === undefined) return;
    const territory = territories.get(operation.owner);
    const breaches =
      territory === undefined
        ? [{ field: 'owner', value: operation.owner, expected: [...territories.keys()] }]
        : breachesOf(operation, territory);
    for (const { field, value, expected } of breaches) {
      errors.push(outOfTerritory(`$.operations[${i}].${field}`, value, expected));
    }
  });
  return errors;
}

function territoryOf(id: string, changes: readonly (Change | undefined)[]): Territory {
  // The id is parsed, or it would not have come here.
  return id === nodeOwner
    ? nodeTerritory(territoryNics(changes))
    : networkTerritory(namesOf(id as NetworkId));
}

/**
 * Lists the links that a plan with these changes may touch. The node's changes make them members or put a link on them,
 * or they carry what the changes take or give.
 */
function territoryNics(changes: readonly (Change | undefined)[]): readonly string[] {
  const resources = changes.flatMap((change): readonly Resource[] => {
    if (change === undefined) return [];
    return [...('before' in change ? [change.before] : []), ...('after' in change ? [change.after] : [])];
  });
  const names = resources.flatMap((each) => {
    if (each.owner !== nodeOwner) return [];
    if (each.kind === 'LinkMaster' || each.kind === 'FreeNic' || each.kind === 'Carried') return each.device;
    return each.kind === 'Link' && linkType(each.type).lower === 'carrier' && each.link !== undefined
      ? each.link
      : [];
  });
  return [...new Set(names)];
}

/** Lists changes of networks that are not named. */
export function checkChanges(owners: Plan['owners'], changes: readonly Change[]): readonly PlanError[] {
  const ids = new Set(owners.map(({ id }) => id));
  const errors: PlanError[] = [];
  const check = ({ owner }: Resource, path: string) => {
    if (!ids.has(owner)) errors.push(outOfTerritory(`${path}.owner`, owner, [...ids]));
  };
  for (const [i, change] of changes.entries()) {
    if (change.kind !== 'Create') check(change.before, `$.changes[${i}].before`);
    if (change.kind !== 'Delete') check(change.after, `$.changes[${i}].after`);
    if (change.kind !== 'Update') continue;
    const [before, after] = [change.before, change.after].map((each) => identityOf(each).trim());
    if (before !== after) errors.push(outOfTerritory(`$.changes[${i}].after`, show(after), [before ?? '']));
  }
  return errors;
}

function outOfTerritory(path: string, value: string, expected: readonly string[]): PlanError {
  return { kind: 'out-of-territory', document: 'plan', path, value, expected: show(expected.join(' or ')) };
}
