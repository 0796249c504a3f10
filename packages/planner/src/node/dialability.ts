import type { Address, Family } from '../scalar/address.js';

/**
 * Why a node can or cannot be dialled in a family.
 *
 * - `public-config`: the farmer set an address for it. `inbound`: its own, which the Internet reaches.
 * - `external`: the farmer says what others dial in place of its own address, which is behind NAT.
 * - `declared-hidden`: it could be, but the farmer says that it is hidden.
 * - `not-in-public-config`: there is a public configuration, without this family.
 * - `firewall`: it has a global address, but nothing says that connections from the Internet come through to it.
 * - `nat`, `carrier-nat`: its address is private, or the provider's shared one (RFC 6598).
 * - `not-global`: it has IPv6 addresses, but none is global.
 * - `no-gateway`, `no-address`, `no-carrier`: it has no Internet in this family.
 */
export type DialabilityReason =
  | 'public-config'
  | 'inbound'
  | 'external'
  | 'declared-hidden'
  | 'not-in-public-config'
  | 'firewall'
  | 'nat'
  | 'carrier-nat'
  | 'not-global'
  | 'no-gateway'
  | 'no-address'
  | 'no-carrier';

/** What is told of a node in one family: the reason, and the address and interface that it is about. */
export interface Dialability {
  readonly family: Family;
  readonly reason: DialabilityReason;
  readonly interface?: string;
  readonly address?: Address;
}

/** Says whether others can dial the node. */
export function isDialable({ reason }: Dialability): boolean {
  return reason === 'public-config' || reason === 'inbound' || reason === 'external';
}
