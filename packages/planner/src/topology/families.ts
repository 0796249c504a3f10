import type { Family } from '../scalar/address.js';
import type { InterfaceAddress } from '../scalar/prefix.js';

/** A set of families as bits, so that a pair of nodes costs a few machine words and no object. */
export type Families = number;

export const none: Families = 0;
export const ipv4: Families = 1;
export const ipv6: Families = 2;

export function familiesOf(addresses: readonly InterfaceAddress[]): Families {
  let bits = none;
  for (const { address } of addresses) bits |= bitOf(address.kind);
  return bits;
}

export function bitOf(family: Family): Families {
  return family === 'ipv4' ? ipv4 : ipv6;
}

/** Returns the family of a set of one. */
export function familyOf(bit: Families): Family {
  return bit === ipv4 ? 'ipv4' : 'ipv6';
}
