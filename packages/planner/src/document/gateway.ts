import type { Problem } from '../error.js';
import type { Address } from '../scalar/address.js';
import { isLinkLocal, isUnicast } from '../scalar/address-class.js';
import { type InterfaceAddress, isOnLink } from '../scalar/prefix.js';

/**
 * Returns what is wrong with the gateway of these addresses, if anything. The addresses are all of one family.
 * Addresses and gateway are both there or both absent. The gateway may be outside the prefixes where these name no
 * neighbours: with a single IPv4 address (/32), and with IPv6, where a router need not have an address of the prefix
 * that it leads to. IPv4 may go by an IPv6 router (RFC 8950), which is known by its link-local address.
 */
export function gatewayProblem(
  addresses: readonly InterfaceAddress[],
  gateway: Address | undefined,
): Extract<Problem, { kind: 'bad-gateway' }>['problem'] | undefined {
  if (addresses.length === 0) return gateway === undefined ? undefined : 'without-address';
  if (gateway === undefined) return 'missing';
  if (addresses.some(({ address }) => address.text === gateway.text)) return 'is-the-address';
  if (isLinkLocal(gateway) || addresses.some((address) => isOnLink(address, gateway))) return undefined;
  if (!isUnicast(gateway)) return 'no-router';
  const isNamed = ({ address, length }: InterfaceAddress) => address.kind === 'ipv4' && length < 32;
  return gateway.kind !== addresses[0]?.address.kind || addresses.some(isNamed)
    ? 'outside-prefix'
    : undefined;
}
