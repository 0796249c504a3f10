import { macOf } from '../desired/node/mac.js';
import { portIn } from '../desired/port-table.js';
import { nonEmpty, type PlanError, type PlanErrors, show } from '../error.js';
import { linkClaim } from '../kind/claim.js';
import type { Resource } from '../kind/resource.js';
import { kindOf } from '../kind/resource.js';
import { egressLink } from '../mark/names.js';
import { nodeLinks } from '../mark/owner-of.js';
import { nodeOwner } from '../scalar/owner.js';
import { identityOf } from '../state/identity.js';
import type { NodeState } from '../state/node-state.js';
import { containing, reliesOn } from '../state/relation.js';
import { checkUsers } from './check-users.js';
import type { Plan } from './document.js';
import { knownNics } from './nics.js';
import { stateAfter } from './state-after.js';

/**
 * Lists what a plan would do to objects that are not its networks', going by what is on the node. Such a plan changes
 * or takes away what is not there or not ours, or makes something on a link or in a namespace that is neither there nor
 * made by it. A plan that the planner made does none of that; one that somebody wrote may. `observed` is what is on the
 * node of all networks.
 */
export function checkTerritory(plan: Plan, observed: NodeState): PlanErrors | undefined {
  const ids = new Set(plan.owners.map(({ id }) => id));
  const own = { ...observed, resources: observed.resources.filter(({ owner }) => ids.has(owner)) };
  return nonEmpty([
    ...checkBefore(plan, own),
    ...checkPlaces(plan, own),
    ...checkUsers(plan.changes, observed, ids),
  ]);
}

/** Checks that what is changed or deleted is there, and is ours. */
function checkBefore({ changes }: Plan, { resources }: NodeState): readonly PlanError[] {
  const found = new Set(resources.map(identityOf));
  const errors: PlanError[] = [];
  for (const [i, change] of changes.entries()) {
    if (change.kind === 'Create') continue;
    const { before } = change;
    if (!found.has(identityOf(before))) {
      errors.push(outside(`$.changes[${i}].before`, before, 'among what is on the node'));
    }
  }
  return errors;
}

/** Checks that what is made stands on links and in namespaces of its owner. */
function checkPlaces(plan: Plan, observed: NodeState): readonly PlanError[] {
  const after = stateAfter(plan, observed).resources;
  const places = new Map(after.flatMap((each) => placeOf(each)));
  const ports = new Map(
    after.flatMap((each) => (each.kind === 'ListenPort' ? [[each.owner, each.port] as const] : [])),
  );
  // Whoever observes tells of no other links than NICs.
  const nics = new Set(knownNics({ resources: observed.resources.filter(({ kind }) => kind !== 'Carried') }));
  const errors: PlanError[] = [];
  for (const [i, change] of plan.changes.entries()) {
    if (change.kind === 'Delete') continue;
    const made = change.after;
    const path = `$.changes[${i}].after`;
    const strange = groundsOf(made).find((claim) => places.get(claim) !== made.owner);
    if (strange !== undefined) errors.push(outside(path, made, `on what ${made.owner} has on the node`));
    if (isOnNic(made) && !nics.has(made.device)) {
      errors.push(outside(path, made, 'on a NIC that was found'));
    }
    const port = made.kind === 'NftTable' ? portIn(made.ruleset) : undefined;
    if (port !== undefined && port !== ports.get(made.owner)) {
      errors.push(outside(path, made, `for the port of ${made.owner}`));
    }
    if (made.kind === 'Link' && made.name === egressLink && made.owner !== nodeOwner) {
      const address = macOf(plan.node, `${made.netns ?? ''}/${made.name}`);
      if (made.address !== address) errors.push(outside(path, made, `of the address ${address}`));
    }
  }
  return errors;
}

function placeOf(resource: Resource): readonly (readonly [claim: string, network: string])[] {
  const place = containing(resource);
  return place === undefined ? [] : [[place, resource.owner]];
}

/**
 * Lists the links and namespaces that a resource stands on and that have to be its owner's. For a resource on a NIC,
 * lists what else it stands on.
 */
function groundsOf(resource: Resource): readonly string[] {
  if (!isOnNic(resource)) return kindOf(resource).grounds(resource);
  const { device, netns } = resource;
  const lower = reliesOn(resource);
  return lower === undefined || lower === linkClaim(netns, device) ? [] : [lower];
}

/** Says whether the resource is on a NIC. NICs are nobody's. `checkOperations` says which of them a plan may lead. */
function isOnNic(resource: Resource): resource is Extract<Resource, { device: string }> {
  return (
    resource.owner === nodeOwner &&
    'device' in resource &&
    resource.netns === undefined &&
    !nodeLinks.includes(resource.device)
  );
}

function outside(path: string, resource: Resource, expected: string): PlanError {
  const value = show(identityOf(resource).trim());
  return { kind: 'out-of-territory', document: 'plan', path, value, expected: show(expected) };
}
