import * as E from 'fp-ts/lib/Either.js';
import { addressOf, parseAddress } from './address.js';
import type { Brand, Parsed } from './parsed.js';

/**
 * The address that a network resource has towards the Internet, one of 100.127.0.2 to 100.127.255.254: its IPv4 address
 * as text. The last two octets make its IPv6 address too.
 */
export type EgressAddress = Brand<string, 'EgressAddress'>;

/** How many egress addresses there are: all of 100.127.0.0/16 but its own address, the gateway's and the broadcast address. */
export const egressAddressCount = 65_533;

const base = 0x647f_0000;
const firstHost = 2;

/** Returns the egress address of that number, from 0 to `egressAddressCount` - 1. */
export function egressAddressAt(number: number): EgressAddress {
  const host = firstHost + number;
  return `100.127.${host >> 8}.${host & 255}` as EgressAddress;
}

/** Parses an egress address, or returns `bad-egress-address`. */
export function parseEgressAddress(text: string): Parsed<EgressAddress> {
  const address = parseAddress(text);
  const number = E.isRight(address) ? (address.right.words[0] ?? 0) - base - firstHost : -1;
  return E.isRight(address) && address.right.kind === 'ipv4' && number >= 0 && number < egressAddressCount
    ? E.right(text as EgressAddress)
    : E.left({ kind: 'bad-egress-address' });
}

/** Returns the IPv6 address of an egress address: fd00:: and its last two octets. 100.127.1.1 has fd00::101. */
export function egressIpv6(egressAddress: EgressAddress): string {
  const [, , high, low] = egressAddress.split('.');
  return addressOf([0xfd00_0000, 0, 0, Number(high) * 256 + Number(low)]).text;
}

/**
 * Says whether the text is an egress address, with the length of its network. IPv6 has the same host part as
 * IPv4.
 */
export function isEgressAddress(address: string): boolean {
  const text = address.replace(/^fd00::([0-9a-f]{1,4})\/64$/, (_, group) => {
    const host = Number.parseInt(group, 16);
    return `100.127.${host >> 8}.${host & 255}/16`;
  });
  return E.isRight(parseEgressAddress(text.replace(/\/16$/, ''))) && text.endsWith('/16');
}
