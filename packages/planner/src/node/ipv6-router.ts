import type { Interface } from '../document/inventory/document.js';
import type { Address } from '../scalar/address.js';

/**
 * Returns the IPv6 router that IPv4 goes by (RFC 8950), if it does. It is found among the routes, as a gateway is
 * one of its own family.
 */
export function ipv6RouterOf(routes: Interface['routes'] = []): { readonly gateway4?: Address } {
  const found = routes.find(
    ({ destination, via }) => destination.kind === 'ipv4' && destination.length === 0 && via?.kind === 'ipv6',
  );
  return found?.via === undefined ? {} : { gateway4: found.via };
}
