import * as E from 'fp-ts/lib/Either.js';
import { diff } from '../change/diff.js';
import { lower } from '../change/lower.js';
import { nonEmpty, type PlanErrors } from '../error.js';
import type { Resource } from '../kind/resource.js';
import type { NodeState } from '../state/node-state.js';
import { checkRoutes } from './check-routes.js';
import { checkUsers } from './check-users.js';
import { basisOf, type Plan, sealed } from './document.js';
import type { Part } from './part.js';
import { checkTaken } from './validate.js';

/**
 * Returns the plan that brings the owners of all parts to what these want, each part on what those before it will have
 * made. Only objects of these owners are changed. Errors: those of the parts, names, ports or routes that others than
 * us have taken, and what owners outside of the plan still use of what is to go.
 */
export function planOwners(parts: readonly Part[], observed: NodeState): E.Either<PlanErrors, Plan> {
  const owners = parts.flatMap((part) => part.owners);
  const wanted = wantedOf(parts, observed);
  if (E.isLeft(wanted)) return wanted;
  const ids = new Set<string>(owners.map(({ id }) => id));
  const own = observed.resources.filter(({ owner }) => ids.has(owner));
  const changes = diff(wanted.right, own);
  const errors = nonEmpty([
    ...checkTaken(changes, observed),
    ...checkRoutes(changes, observed),
    ...checkUsers(changes, observed, ids),
  ]);
  if (errors !== undefined) return E.left(errors);
  return E.right(
    sealed(owners, observed.node, basisOf({ ...observed, resources: own }), changes, lower(changes)),
  );
}

function wantedOf(parts: readonly Part[], observed: NodeState): E.Either<PlanErrors, readonly Resource[]> {
  const [only] = parts;
  // One network may have a million peers: they are not copied.
  if (parts.length === 1 && only !== undefined) {
    return only.desired({ observed, resources: observed.resources });
  }
  let wanted: readonly Resource[] = [];
  let resources = observed.resources;
  for (const { owners, desired } of parts) {
    const its = desired({ observed, resources });
    if (E.isLeft(its)) return its;
    const ids = new Set<string>(owners.map(({ id }) => id));
    wanted = [...wanted, ...its.right];
    resources = [...resources.filter(({ owner }) => !ids.has(owner)), ...its.right];
  }
  return E.right(wanted);
}
