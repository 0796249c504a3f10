import * as E from 'fp-ts/lib/Either.js';
import { addressOf, parseAddress } from './address.js';
import type { Brand, Parsed } from './parsed.js';

/**
 * The address that a network resource has towards the Internet, one of 100.127.0.2 to 100.127.255.254: its IPv4 address
 * as text. The last two octets make its IPv6 address too.
 */
export type NdmzLease = Brand<string, 'NdmzLease'>;

/** How many leases there are: all of 100.127.0.0/16 but its own address, the gateway's and the broadcast address. */
export const leaseCount = 65_533;

const base = 0x647f_0000;
const firstHost = 2;

/** Returns the lease of that number, from 0 to `leaseCount` - 1. */
export function leaseAt(number: number): NdmzLease {
  const host = firstHost + number;
  return `100.127.${host >> 8}.${host & 255}` as NdmzLease;
}

/** Parses a lease, or returns `bad-lease`. */
export function parseNdmzLease(text: string): Parsed<NdmzLease> {
  const address = parseAddress(text);
  const number = E.isRight(address) ? (address.right.words[0] ?? 0) - base - firstHost : -1;
  return E.isRight(address) && address.right.kind === 'ipv4' && number >= 0 && number < leaseCount
    ? E.right(text as NdmzLease)
    : E.left({ kind: 'bad-lease' });
}

/** Returns the IPv6 address of a lease: fd00:: and its last two octets. 100.127.1.1 has fd00::101. */
export function leaseIpv6(lease: NdmzLease): string {
  const [, , high, low] = lease.split('.');
  return addressOf([0xfd00_0000, 0, 0, Number(high) * 256 + Number(low)]).text;
}

/**
 * Says whether the text is the address of a lease, with the length of its network. IPv6 has the same host part as
 * IPv4.
 */
export function isLease(address: string): boolean {
  const text = address.replace(/^fd00::([0-9a-f]{1,4})\/64$/, (_, group) => {
    const host = Number.parseInt(group, 16);
    return `100.127.${host >> 8}.${host & 255}/16`;
  });
  return E.isRight(parseNdmzLease(text.replace(/\/16$/, ''))) && text.endsWith('/16');
}
