import type { Change } from '../change/change.js';
import { namesOf } from '../desired/names.js';
import { type PlanError, show } from '../error.js';
import type { Operation } from '../operation/operation.js';
import { breachesOf } from '../operation/scope.js';
import type { NetworkId } from '../scalar/id.js';
import type { Resource } from '../state/resource.js';
import type { Plan } from './document.js';

/** A network named twice. */
export function checkUnique(networks: Plan['networks']): readonly PlanError[] {
  const seen = new Set<string>();
  return networks.flatMap(({ id }, i): PlanError[] => {
    const again = seen.has(id);
    seen.add(id);
    return again
      ? [{ kind: 'duplicate-network', document: 'plan', path: `$.networks[${i}].id`, value: id }]
      : [];
  });
}

/** Operations that reach beyond the objects of the networks named; one that could not be read is a hole. */
export function checkOperations(
  networks: Plan['networks'],
  operations: readonly (Operation | undefined)[],
): readonly PlanError[] {
  // The ids are parsed, or they would not have come here.
  const names = new Map(networks.map(({ id }) => [id, namesOf(id as NetworkId)]));
  const errors: PlanError[] = [];
  operations.forEach((operation, i) => {
    if (operation === undefined) return;
    const own = names.get(operation.network);
    const breaches =
      own === undefined
        ? [{ field: 'network', value: operation.network, expected: [...names.keys()] }]
        : breachesOf(operation, own);
    for (const { field, value, expected } of breaches) {
      errors.push(outOfScope(`$.operations[${i}].${field}`, value, expected));
    }
  });
  return errors;
}

/** Changes of networks that are not named. */
export function checkChanges(networks: Plan['networks'], changes: readonly Change[]): readonly PlanError[] {
  const ids = new Set(networks.map(({ id }) => id));
  const errors: PlanError[] = [];
  const check = ({ network }: Resource, path: string) => {
    if (!ids.has(network)) errors.push(outOfScope(`${path}.network`, network, [...ids]));
  };
  changes.forEach((change, i) => {
    if (change.kind !== 'Create') check(change.before, `$.changes[${i}].before`);
    if (change.kind !== 'Delete') check(change.after, `$.changes[${i}].after`);
  });
  return errors;
}

function outOfScope(path: string, value: string, expected: readonly string[]): PlanError {
  return { kind: 'out-of-scope', document: 'plan', path, value, expected: show(expected.join(' or ')) };
}
