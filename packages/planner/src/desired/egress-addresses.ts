import * as E from 'fp-ts/lib/Either.js';
import { nonEmpty, type PlanError, type PlanErrors } from '../error.js';
import type { Resource } from '../kind/resource.js';
import { egressLink } from '../mark/names.js';
import { type EgressAddress, parseEgressAddress } from '../scalar/egress-address.js';
import { compareTexts } from '../scalar/id.js';
import { chooseEgressAddress } from './choose-egress-address.js';

/** Egress addresses by the id of their network. */
export type EgressAddresses = ReadonlyMap<string, EgressAddress>;

/** Returns the egress addresses that networks have on a node. Each is an address of a link, so no other memory is needed. */
export function egressAddressesOf(resources: readonly Resource[]): EgressAddresses {
  const found = new Map<string, EgressAddress>();
  for (const each of resources) {
    if (each.kind !== 'Address' || each.device !== egressLink || each.netns !== `n-${each.owner}`) continue;
    const egressAddress = parseEgressAddress(each.address.replace(/\/16$/, ''));
    if (E.isRight(egressAddress) && !found.has(each.owner)) found.set(each.owner, egressAddress.right);
  }
  return found;
}

/**
 * Assigns an egress address to each of the networks. No two are the same, and no other network has one of them or is remembered
 * to have it. A network gets what it has on the node, else what it is remembered to have, else a free egress address. Error:
 * `egress-addresses-exhausted`.
 */
export function assignEgressAddresses(
  networks: readonly string[],
  observed: EgressAddresses,
  remembered: EgressAddresses,
): E.Either<PlanErrors, EgressAddresses> {
  const sorted = networks.toSorted(compareTexts);
  const wanted = new Set(networks);
  const assigned = new Map<string, EgressAddress>();
  const taken = new Set<string>();
  for (const known of [observed, remembered]) {
    for (const [network, egressAddress] of known) if (!wanted.has(network)) taken.add(egressAddress);
  }
  for (const known of [observed, remembered]) {
    for (const network of sorted) {
      const egressAddress = known.get(network);
      if (egressAddress === undefined || assigned.has(network) || taken.has(egressAddress)) continue;
      assigned.set(network, egressAddress);
      taken.add(egressAddress);
    }
  }
  const errors: PlanError[] = [];
  for (const network of sorted) {
    if (assigned.has(network)) continue;
    const egressAddress = chooseEgressAddress(network, taken);
    if (E.isLeft(egressAddress)) {
      errors.push({
        ...egressAddress.left,
        document: 'request',
        network,
        path: '$.egressAddresses',
        value: network,
      });
      continue;
    }
    assigned.set(network, egressAddress.right);
    taken.add(egressAddress.right);
  }
  const all = nonEmpty(errors);
  return all === undefined ? E.right(assigned) : E.left(all);
}
