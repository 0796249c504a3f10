import * as E from 'fp-ts/lib/Either.js';
import { nonEmpty, type PlanError, type PlanErrors } from '../error.js';
import type { Resource } from '../kind/resource.js';
import { egressLink } from '../mark/names.js';
import { compareTexts } from '../scalar/id.js';
import { type NdmzLease, parseNdmzLease } from '../scalar/ndmz-lease.js';
import { chooseLease } from './choose-lease.js';

/** Leases by the id of their network. */
export type Leases = ReadonlyMap<string, NdmzLease>;

/** Returns the leases that networks have on a node. The address is the lease, so no other memory is needed. */
export function leasesOf(resources: readonly Resource[]): Leases {
  const found = new Map<string, NdmzLease>();
  for (const each of resources) {
    if (each.kind !== 'Address' || each.device !== egressLink || each.netns !== `n-${each.owner}`) continue;
    const lease = parseNdmzLease(each.address.replace(/\/16$/, ''));
    if (E.isRight(lease) && !found.has(each.owner)) found.set(each.owner, lease.right);
  }
  return found;
}

/**
 * Assigns a lease to each of the networks. No two are the same, and no other network has one of them or is remembered
 * to have it. A network gets what it has on the node, else what it is remembered to have, else a free lease. Error:
 * `leases-exhausted`.
 */
export function assignLeases(
  networks: readonly string[],
  observed: Leases,
  remembered: Leases,
): E.Either<PlanErrors, Leases> {
  const sorted = networks.toSorted(compareTexts);
  const wanted = new Set(networks);
  const assigned = new Map<string, NdmzLease>();
  const taken = new Set<string>();
  for (const known of [observed, remembered]) {
    for (const [network, lease] of known) if (!wanted.has(network)) taken.add(lease);
  }
  for (const known of [observed, remembered]) {
    for (const network of sorted) {
      const lease = known.get(network);
      if (lease === undefined || assigned.has(network) || taken.has(lease)) continue;
      assigned.set(network, lease);
      taken.add(lease);
    }
  }
  const errors: PlanError[] = [];
  for (const network of sorted) {
    if (assigned.has(network)) continue;
    const lease = chooseLease(network, taken);
    if (E.isLeft(lease)) {
      errors.push({ ...lease.left, document: 'request', network, path: '$.leases', value: network });
      continue;
    }
    assigned.set(network, lease.right);
    taken.add(lease.right);
  }
  const all = nonEmpty(errors);
  return all === undefined ? E.right(assigned) : E.left(all);
}
