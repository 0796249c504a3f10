import type { Resource } from '../kind/resource.js';
import { kindOf } from '../kind/resource.js';
import { identityMap } from '../state/identity-map.js';
import { claimsOf, containerOf, containing, passesOf, reliesOn } from '../state/relation.js';
import { differences, satisfies } from '../state/satisfies.js';
import type { Change, Create, Delete, Update } from './change.js';

/**
 * Returns what has to change for `observed` to satisfy `desired`; both hold each identity once. Creates and updates
 * come in the order of `desired`, deletes in the order of `observed`.
 *
 * What is inside a link or namespace that goes is gone with it. It has no change of its own, and is made again if it is
 * still wanted. The same holds for what is on a link that goes, and for what no longer works without it. A peer without
 * AllowedIPs can be sent nothing and is no peer.
 */
export function diff(desired: readonly Resource[], observed: readonly Resource[]): readonly Change[] {
  const wanted = desired.filter((each) => each.kind !== 'Peer' || each.allowedIPs.length > 0);
  if (observed.length === 0) return wanted.map(create);
  const places = identityMap<number>();
  for (let i = 0; i < wanted.length; i++) {
    const each = wanted[i];
    if (each !== undefined) places.set(each, i);
  }
  const found: (Resource | undefined)[] = new Array(wanted.length).fill(undefined);
  const leaving: Resource[] = [];
  const going = new Set<string>();
  /** Of those that go, the links that do not just move: what is on them goes too. */
  const lost = new Set<string>();
  const isOnLost = (each: Resource) => each.kind === 'Link' && lost.has(reliesOn(each) ?? '');
  for (const each of observed) {
    const place = places.get(each) ?? -1;
    const kept = wanted[place];
    if (kept === undefined) leaving.push(each);
    else found[place] = each;
    const container = containing(each);
    if (container === undefined) continue;
    // In canonical order a link comes after the one that it is on.
    const isLost = kept === undefined || isOnLost(each);
    if (isLost) lost.add(container);
    if (isLost || containing(kept) !== container) going.add(container);
  }
  const isGoing = (each: Resource) => going.size > 0 && going.has(containerOf(each) ?? '');
  const isUndone = (each: Resource) =>
    going.size > 0 && (each.kind === 'Link' ? isOnLost(each) : going.has(reliesOn(each) ?? ''));
  const makes: Change[] = [];
  wanted.forEach((after, i) => {
    const before = found[i];
    if (before === undefined || isGoing(before) || isUndone(before)) makes.push(create(after));
    else if (!satisfies(before, after)) makes.push(update(before, after));
  });
  const contended = contendedBy(makes);
  const released = new Set(leaving.filter(contended).flatMap((each) => containing(each) ?? []));
  const isReleased = (each: Resource) =>
    released.has(containerOf(each) ?? '') || (each.kind === 'Link' && released.has(reliesOn(each) ?? ''));
  const deletes = leaving.filter((each) => {
    const { leaves } = kindOf(each);
    if (leaves !== 'by-itself') return leaves === 'where-contended' && contended(each);
    if (isGoing(each)) return contended(each) && !isReleased(each);
    return contended(each) || !isReleased(each);
  });
  return [...makes, ...deletes.map(remove)];
}

/**
 * Returns a test of resources: whether one holds a claim (a port, a name, an address) that one of the changes newly
 * makes. Such a resource must let go before the change is made.
 */
export function contendedBy(changes: readonly Change[]): (resource: Resource) => boolean {
  let made: ReadonlySet<string> | undefined;
  return (resource) => {
    made ??= new Set(changes.flatMap(newClaims));
    const claims = made;
    return claimsOf(resource).some((claim) => claims.has(claim));
  };
}

/**
 * Lists what a change claims that its resource did not hold before: everything for a new one, a link's name where it
 * moves.
 */
function newClaims(change: Change): readonly string[] {
  if (change.kind === 'Delete') return [];
  if (change.kind === 'Create') return [...claimsOf(change.after), ...passesOf(change.after)];
  const held = claimsOf(change.before);
  return claimsOf(change.after).filter((claim) => !held.includes(claim));
}

function create(after: Resource): Create {
  return { kind: 'Create', after, reason: after.reason ?? '' };
}

function update(before: Resource, after: Resource): Update {
  const changed = `${differences(before, after).join(', ')} changed`;
  return {
    kind: 'Update',
    before,
    after,
    reason: after.reason === undefined ? changed : `${after.reason}; ${changed}`,
  };
}

function remove(before: Resource): Delete {
  return { kind: 'Delete', before, reason: 'no longer wanted' };
}
