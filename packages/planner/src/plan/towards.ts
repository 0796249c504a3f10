import * as E from 'fp-ts/lib/Either.js';
import { diff } from '../change/diff.js';
import { lower } from '../change/lower.js';
import { nonEmpty, type PlanErrors } from '../error.js';
import type { Resource } from '../kind/resource.js';
import { canonical } from '../state/canonical.js';
import { identityOf } from '../state/identity.js';
import type { NodeState } from '../state/node-state.js';
import { containerOf, containing, reliesOn } from '../state/relation.js';
import { checkRoutes } from './check-routes.js';
import { checkUsers } from './check-users.js';
import { basisOf, type Plan, sealed } from './document.js';
import { checkTaken } from './validate.js';

/** A state to bring a node to, and what is on it. */
export interface TowardsRequest {
  /** What the plan is for; only objects of these networks are in scope. Version 0: none. */
  readonly networks: Plan['networks'];
  /** The state to reach: one that was observed before, or an empty one. */
  readonly target: NodeState;
  readonly observed: NodeState;
}

/**
 * The plan that brings a node to a state given as such and not by documents: back to what it was, or to nothing.
 * Errors: names or ports that others than us have taken, and what networks outside of it
 * still use of what is to go.
 */
export function planTowards({ networks, target, observed }: TowardsRequest): E.Either<PlanErrors, Plan> {
  const ids = new Set<string>(networks.map(({ id }) => id));
  const inScope = ({ network }: Resource) => ids.has(network);
  const scope = observed.resources.filter(inScope);
  const changes = diff(target.resources.filter(inScope), scope);
  const errors = nonEmpty([
    ...checkTaken(changes, observed),
    ...checkRoutes(changes, observed),
    ...checkUsers(changes, observed, ids),
  ]);
  if (errors !== undefined) return E.left(errors);
  const basis = basisOf({ ...observed, resources: scope });
  return E.right(sealed(networks, observed.node, basis, changes, lower(changes)));
}

/**
 * The state of the node once the plan is carried out on what was observed: `diff` of it against what is then there is
 * empty.
 */
export function stateAfter({ changes }: Plan, observed: NodeState): NodeState {
  const replaced = new Set(
    changes.map((change) => identityOf('before' in change ? change.before : change.after)),
  );
  const made = changes.flatMap((change) => (change.kind === 'Delete' ? [] : [change.after]));
  const places = new Set(made.flatMap((each) => containing(each) ?? []));
  const gone = new Set(
    changes.flatMap((change) => {
      const place = change.kind === 'Create' ? undefined : containing(change.before);
      return place === undefined || (change.kind === 'Update' && places.has(place)) ? [] : [place];
    }),
  );
  const lost = lostWith(changes, observed);
  const ports = new Set(made.flatMap((each) => (each.kind === 'LinkMaster' ? each.device : [])));
  const kept = observed.resources.filter((each) => {
    const container = containerOf(each) ?? '';
    if (each.kind === 'FreeNic' && ports.has(each.device)) return false;
    return (
      !replaced.has(identityOf(each)) && !gone.has(container) && !lost.has(container) && !isOn(each, lost)
    );
  });
  return { schema: 'observed/1', node: observed.node, resources: canonical([...kept, ...made]) };
}

/** The links and namespaces that are deleted, and the links that were on them, in canonical order. */
function lostWith(changes: Plan['changes'], { resources }: NodeState): ReadonlySet<string> {
  const lost = new Set(
    changes.flatMap((change) => (change.kind === 'Delete' ? (containing(change.before) ?? []) : [])),
  );
  for (const each of resources) {
    const place = isOn(each, lost) ? containing(each) : undefined;
    if (place !== undefined) lost.add(place);
  }
  return lost;
}

function isOn(resource: Resource, lost: ReadonlySet<string>): boolean {
  return resource.kind === 'Link' && lost.has(reliesOn(resource) ?? '');
}
