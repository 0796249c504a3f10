import * as E from 'fp-ts/lib/Either.js';
import type { Interface, Node } from '../document/inventory/document.js';
import { nonEmpty, type PlanErrors } from '../error.js';
import type { Family } from '../scalar/address.js';
import { present } from '../scalar/present.js';
import type { Candidate, Offer } from './candidate.js';
import { ipv6RouterOf } from './ipv6-router.js';
import type { Nic } from './nic.js';

/** Ethernet's, for interfaces that state none. */
const defaultMtu = 1500;

/**
 * Returns the candidates for the uplink as the node's entry in an inventory has them: what was found on each NIC
 * stands for a probe of it. So a plan can be made far from the node. Error: a NIC whose MAC address was not
 * surveyed, as the bridge on it is to have the same.
 */
export function candidatesOf({ id, interfaces }: Node): E.Either<PlanErrors, readonly Candidate[]> {
  const candidates: Candidate[] = [];
  const errors = interfaces.flatMap((each, i) => {
    const { mac } = each;
    if (mac !== undefined) {
      candidates.push(candidateOf({ ...each, mac }));
      return [];
    }
    const path = `$.nodes[?@.id=='${id}'].interfaces[${i}].mac`;
    return [{ kind: 'missing-field', document: 'inventory', path, value: '', expected: 'a string' } as const];
  });
  const all = nonEmpty(errors);
  return all === undefined ? E.right(candidates) : E.left(all);
}

function candidateOf(each: Interface & Pick<Nic, 'mac'>): Candidate {
  const { carrier = true, mtu = defaultMtu } = each;
  const nic: Nic = { ...each, carrier, mtu, physical: true };
  const [ipv4, ipv6] = [offerOf('ipv4', each), offerOf('ipv6', each)];
  return {
    nic,
    ...present({ ipv4, ipv6 }),
  };
}

function offerOf(family: Family, { addresses, gateways, routes }: Interface): Offer | undefined {
  const own = addresses.filter(({ address }) => address.kind === family);
  return own.length === 0
    ? undefined
    : { addresses: own, gateways: gateways.filter(({ kind }) => kind === family), ...ipv6RouterOf(routes) };
}
