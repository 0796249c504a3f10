import { type Address, addressOf } from './address.js';
import { tunnelRange } from './address-class.js';
import { networkOf, type Prefix } from './prefix.js';

const gridWord = tunnelRange.words[0] ?? 0;

/** Returns the WireGuard device's own address in the grid's range: subnet x.B.C.y has 100.64.B.C. */
export function tunnelAddress(subnet: Prefix): Address {
  return addressOf([tunnelWord(subnet)]);
}

/** Returns the tunnel address as a number. */
export function tunnelWord(subnet: Prefix): number {
  return gridWord + middleOctets(subnet);
}

/** Returns the tunnel address as a prefix of one address, as text: what peers have among their AllowedIPs. */
export function tunnelPrefixText(subnet: Prefix): string {
  const octets = middleOctets(subnet);
  return `${heads[octets >>> 8]}${tails[octets & 255]}`;
}

/** Both halves of such texts: a large network has one of them for each node, and joins them at once. */
const heads = Array.from({ length: 256 }, (_, octet) => `100.64.${octet}.`);
const tails = Array.from({ length: 256 }, (_, octet) => `${octet}/32`);

/**
 * Returns the network of all tunnel addresses that subnets of this range can have: 10.1.0.0/16 has 100.64.1.0/24.
 * Ranges that differ in their middle octets share no tunnel address.
 */
export function tunnelRangeOf(range: Prefix): Prefix {
  const length = Math.min(32, Math.max(tunnelRange.length, range.length + 8));
  return networkOf(tunnelAddress(range), length);
}

/** Returns the octets B.C of x.B.C.y as one number: what tells tunnel addresses apart. */
export function middleOctets(subnet: Prefix): number {
  return ((subnet.words[0] ?? 0) >>> 8) & 0xffff;
}
