import { type Address, addressOf } from './address.js';
import type { Prefix } from './prefix.js';
import { tunnelRange } from './scope.js';

const gridWord = tunnelRange.words[0] ?? 0;

/** The WireGuard device's own address in the grid's range: subnet x.B.C.y has 100.64.B.C. */
export function tunnelAddress(subnet: Prefix): Address {
  return addressOf([gridWord + middleOctets(subnet)]);
}

/** The tunnel address as the network of one that peers have among their AllowedIPs. */
export function tunnelPrefix(subnet: Prefix): Prefix {
  const octets = middleOctets(subnet);
  const text = `100.64.${octets >>> 8}.${octets & 255}/32`;
  return { kind: 'ipv4', words: [gridWord + octets], length: 32, text };
}

/** The octets B.C of x.B.C.y as one number: what tells tunnel addresses apart. */
export function middleOctets(subnet: Prefix): number {
  return ((subnet.words[0] ?? 0) >>> 8) & 0xffff;
}
