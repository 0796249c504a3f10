import type { EgressFault } from '../error.js';
import { type Address, compareAddresses, type Family } from '../scalar/address.js';
import { isGlobal, isLinkLocal, isUnicast } from '../scalar/address-class.js';
import { type InterfaceAddress, isOnLink } from '../scalar/prefix.js';
import type { Offer } from './candidate.js';
import type { Egress } from './uplink.js';

/**
 * Returns the egress that an offer makes in the family, or what it lacks. Its address is the first that is fit. Of
 * several gateways a private one comes first, as among NICs; then one on the address's link, since others need a
 * route of their own; then the numerically lowest.
 */
export function egressOf(family: Family, offer: Offer | undefined): Egress | EgressFault {
  const addresses = (offer?.addresses ?? []).filter(({ address }) => address.kind === family);
  const byIpv6 = family === 'ipv4' && offer?.gateway4 !== undefined ? [offer.gateway4] : [];
  const gateways = [...byIpv6, ...(offer?.gateways ?? []).filter(({ kind }) => kind === family)];
  // Every interface gives itself a link-local address: no answer of anybody.
  if (addresses.every(({ address }) => isLinkLocal(address)) && gateways.length === 0) return 'no-answer';
  const address = addresses.find((each) => leads(each.address));
  if (address === undefined) return 'no-address';
  if (gateways.length === 0) return 'no-gateway';
  const gateway = gateways
    .filter((each) => isRouter(each, addresses))
    .toSorted((a, b) => byPreference(address, a, b))[0];
  return gateway === undefined ? 'bad-gateway' : { address, gateway };
}

/**
 * Says whether the address leads to the Internet. Private IPv4 leaves through NAT. Of IPv6 only global addresses do,
 * since a ULA has no way back (RFC 4193).
 */
function leads(address: Address): boolean {
  return address.kind === 'ipv4' ? isUnicast(address) : isGlobal(address);
}

/** Says whether the gateway is a host's address and not our own. */
function isRouter(gateway: Address, own: readonly InterfaceAddress[]): boolean {
  return (
    (isUnicast(gateway) || isLinkLocal(gateway)) && !own.some(({ address }) => address.text === gateway.text)
  );
}

function byPreference(from: InterfaceAddress, a: Address, b: Address): number {
  return (
    Number(isGlobal(a)) - Number(isGlobal(b)) ||
    Number(isOnLink(from, b)) - Number(isOnLink(from, a)) ||
    compareAddresses(a, b)
  );
}
