import type { Family } from '../scalar/address.js';
import { present } from '../scalar/present.js';
import type { Candidate, Offer } from './candidate.js';
import { ipv6RouterOf } from './ipv6-router.js';
import type { Nic } from './nic.js';

/**
 * Returns the candidate that a NIC beneath our `zos` is, from what `foldedNics` says that it has there. A probe
 * would take the NIC away from `zos`.
 */
export function currentCandidate(nic: Nic): Candidate {
  const ipv4 = offerIn('ipv4', nic);
  const ipv6 = offerIn('ipv6', nic);
  return {
    nic,
    current: true,
    ...(ipv4 === undefined ? {} : { ipv4: nic.lease === undefined ? ipv4 : { ...ipv4, lease: nic.lease } }),
    ...present({ ipv6 }),
  };
}

function offerIn(family: Family, nic: Nic): Offer | undefined {
  const addresses = nic.addresses.filter(({ address }) => address.kind === family);
  const gateways = nic.gateways.filter(({ kind }) => kind === family);
  return addresses.length === 0 && gateways.length === 0
    ? undefined
    : { addresses, gateways, ...ipv6RouterOf(nic.routes) };
}
