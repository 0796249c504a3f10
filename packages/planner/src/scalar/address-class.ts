import * as E from 'fp-ts/lib/Either.js';
import type { Address } from './address.js';
import { contains, overlaps, type Prefix, parsePrefix } from './prefix.js';

/** The grid's own range: tunnel addresses live in it, so no tenant may use it (RFC 6598). */
export const gridRange: Prefix = constant('100.64.0.0/10');

/** The part of the grid's range that tunnel addresses come from. */
export const tunnelRange: Prefix = constant('100.64.0.0/16');

/** What network resources and `ndmz` have towards each other: a subnet there would hide a node's way to the Internet. */
const ndmzNetworks: readonly Prefix[] = [constant('100.127.0.0/16'), constant('fd00::/64')];

/** Returns the network of `ndmz` that the prefix meets, if any. */
export function ndmzPart(prefix: Prefix): Prefix | undefined {
  return ndmzNetworks.find((each) => overlaps(each, prefix));
}

/** Networks in which an address means nothing beyond its host or link. RFC 6890, RFC 4291. */
const confined = {
  ipv4: prefixes('0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4'),
  ipv6: prefixes('::/96', 'fe80::/10', 'ff00::/8'),
};

/** IPv4 networks that work on a site but not across the Internet. RFC 1918, 6598, 6890, 2544. */
const sitewide = prefixes(
  ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
  ...['100.64.0.0/10', '192.0.0.0/24', '198.18.0.0/15'],
);

/** What IANA has handed out for global unicast: RFC 4291. */
const globalUnicast6 = constant('2000::/3');

/** Returns the first of the networks reserved by RFC 6890 and 4291 that the prefix meets, if any. */
export function confinedPart(prefix: Prefix): Prefix | undefined {
  return confined[prefix.kind].find((each) => contains(each, prefix) || contains(prefix, each));
}

/** Says whether the address can be reached on its own LAN: not loopback, link-local, multicast or unspecified. */
export function isUnicast(address: Address): boolean {
  return !confined[address.kind].some((each) => contains(each, address));
}

/** RFC 3927, RFC 4291. */
const linkLocal = prefixes('169.254.0.0/16', 'fe80::/10');

/** Says whether the address means something on one link only. */
export function isLinkLocal(address: Address): boolean {
  return linkLocal.some((each) => contains(each, address));
}

/**
 * Says whether the address can be reached from anywhere on the Internet. Documentation ranges (RFC 5737, 3849) count
 * as global: examples and tests use them.
 */
export function isGlobal(address: Address): boolean {
  if (address.kind === 'ipv6') return contains(globalUnicast6, address);
  return isUnicast(address) && !sitewide.some((each) => contains(each, address));
}

function prefixes(...texts: readonly string[]): readonly Prefix[] {
  return texts.map(constant);
}

function constant(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (E.isLeft(parsed)) throw new Error(`not a prefix: ${text}`);
  return parsed.right;
}
