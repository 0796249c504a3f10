import type { Problem } from '../error.js';
import type { Address } from '../scalar/address.js';
import { type InterfaceAddress, isOnLink } from '../scalar/prefix.js';
import { isUnicast } from '../scalar/scope.js';

/** What is wrong with the gateway of these addresses of its family, if anything: both or neither are there. */
export function gatewayProblem(
  addresses: readonly InterfaceAddress[],
  gateway: Address | undefined,
): Extract<Problem, { kind: 'bad-gateway' }>['problem'] | undefined {
  if (addresses.length === 0) return gateway === undefined ? undefined : 'without-address';
  if (gateway === undefined) return 'missing';
  if (addresses.some(({ address }) => address.text === gateway.text)) return 'is-the-address';
  const reached = isLinkLocal6(gateway) || addresses.some((address) => isOnLink(address, gateway));
  return reached ? undefined : 'outside-prefix';
}

/** Routers announce themselves by their link-local address (RFC 4861, 4.2), which lies in no other prefix. */
function isLinkLocal6(gateway: Address): boolean {
  return gateway.kind === 'ipv6' && !isUnicast(gateway) && (gateway.words[0] ?? 0) >>> 22 === 0x3fa;
}
