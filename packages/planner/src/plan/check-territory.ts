import { publicNetns, wayOut } from '../desired/names.js';
import { macOf } from '../desired/node/mac.js';
import { portIn } from '../desired/port-table.js';
import { nonEmpty, type PlanError, type PlanErrors, show } from '../error.js';
import { nodeLinks } from '../operation/node-scope.js';
import { nodeOwner } from '../scalar/owner.js';
import { containerOf, containing, identityOf, linkClaim, netnsClaim, reliesOn } from '../state/identity.js';
import type { NodeState } from '../state/node-state.js';
import type { Resource } from '../state/resource.js';
import { linkOfParameter } from '../state/sysctl-link.js';
import { checkUsers } from './check-users.js';
import type { Plan } from './document.js';
import { nicsOf } from './nics.js';
import { stateAfter } from './towards.js';

/**
 * What a plan would do to objects that are not its networks', seen by what is on the node: it changes or takes away what is
 * not there or not ours, or makes something on what is neither there nor made by it. A plan that the planner made does
 * none of that; one that somebody wrote may. `observed` is what is on the node of all networks.
 */
export function checkTerritory(plan: Plan, observed: NodeState): PlanErrors | undefined {
  const ids = new Set(plan.networks.map(({ id }) => id));
  const own = { ...observed, resources: observed.resources.filter(({ network }) => ids.has(network)) };
  return nonEmpty([
    ...checkBefore(plan, own),
    ...checkPlaces(plan, own),
    ...checkUsers(plan.changes, observed, ids),
  ]);
}

/** What is changed or deleted is there, and is ours. */
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

/** What is made stands on links and in namespaces of its owner. */
function checkPlaces(plan: Plan, observed: NodeState): readonly PlanError[] {
  const after = stateAfter(plan, observed).resources;
  const places = new Map(after.flatMap((each) => placeOf(each)));
  const ports = new Map(
    after.flatMap((each) => (each.kind === 'ListenPort' ? [[each.network, each.port] as const] : [])),
  );
  // Whoever observes tells of no other links than NICs.
  const nics = new Set(nicsOf({ resources: observed.resources.filter(({ kind }) => kind !== 'Carried') }));
  const errors: PlanError[] = [];
  for (const [i, change] of plan.changes.entries()) {
    if (change.kind === 'Delete') continue;
    const made = change.after;
    const path = `$.changes[${i}].after`;
    const strange = groundsOf(made).find((claim) => places.get(claim) !== made.network);
    if (strange !== undefined) errors.push(outside(path, made, `on what ${made.network} has on the node`));
    if (isOfNic(made) && isOnNic(made) && !nics.has(made.device)) {
      errors.push(outside(path, made, 'on a NIC that was found'));
    }
    const port = made.kind === 'NftTable' ? portIn(made.ruleset) : undefined;
    if (port !== undefined && port !== ports.get(made.network)) {
      errors.push(outside(path, made, `for the port of ${made.network}`));
    }
    if (made.kind === 'Link' && made.name === wayOut && made.network !== nodeOwner) {
      const address = macOf(plan.node, `${made.netns ?? ''}/${made.name}`);
      if (made.address !== address) errors.push(outside(path, made, `of the address ${address}`));
    }
  }
  return errors;
}

function placeOf(resource: Resource): readonly (readonly [claim: string, network: string])[] {
  const place = containing(resource);
  return place === undefined ? [] : [[place, resource.network]];
}

/**
 * The links and namespaces that the resource stands on and that are its owner's. A network's socket is born in the node's
 * namespace, its way out is on the node's bridge, and the node's ports and vlans are on NICs, which are nobody's.
 */
function groundsOf(resource: Resource): readonly string[] {
  const { network } = resource;
  if (isOnNic(resource)) return resource.kind === 'LinkMaster' ? [linkClaim(undefined, resource.master)] : [];
  switch (resource.kind) {
    case 'Netns':
      return [];
    case 'Link': {
      const { netns, birth, type, name } = resource;
      const lower = type === 'vlan' || name === wayOut ? undefined : reliesOn(resource);
      const homes = [netns, birth].flatMap((each) => ownNetns(network, each));
      return lower === undefined ? homes : [...homes, lower];
    }
    case 'LinkMaster':
      return [linkClaim(resource.netns, resource.master)];
    case 'DhcpClient':
    case 'Carried':
      return [linkClaim(resource.netns, resource.device)];
    case 'Sysctl': {
      const link = linkOfParameter(resource.key);
      const { netns } = resource;
      if (link === 'lo') return netns === undefined ? [] : [netnsClaim(netns)];
      const container = containerOf(resource);
      return container === undefined ? [] : [container];
    }
    case 'NftTable':
      return ownNetns(network, resource.netns);
    default:
      return [containerOf(resource) ?? ''];
  }
}

type OfNic = Extract<Resource, { kind: 'Carried' | 'FreeNic' | 'LinkMaster' }>;

function isOfNic(resource: Resource): resource is OfNic {
  return resource.kind === 'Carried' || resource.kind === 'FreeNic' || resource.kind === 'LinkMaster';
}

/** NICs are nobody's. Which of them a plan may lead is for `checkOperations` to say. */
function isOnNic(resource: Resource): boolean {
  return (
    resource.network === nodeOwner &&
    'device' in resource &&
    resource.netns === undefined &&
    !nodeLinks.includes(resource.device)
  );
}

/** The namespace, where it is to be the owner's: not the host's, and not the one where a network's socket is born. */
function ownNetns(network: string, netns: string | undefined): readonly string[] {
  return netns === undefined || (network !== nodeOwner && netns === publicNetns) ? [] : [netnsClaim(netns)];
}

function outside(path: string, resource: Resource, expected: string): PlanError {
  const value = show(identityOf(resource).trim());
  return { kind: 'out-of-scope', document: 'plan', path, value, expected: show(expected) };
}
