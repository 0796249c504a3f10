import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { parseListing, parseRuleset } from '../nft/ruleset.js';
import { type Address, type Family, parseAddress } from '../scalar/address.js';
import { parseEndpoint } from '../scalar/endpoint.js';
import { type NetworkId, type NodeId, parseNetworkId, parseNodeId } from '../scalar/id.js';
import { type IpObject, ipObjects, linksIn, parseAnyIpWords, parseIpWords } from '../scalar/ip-words.js';
import { type Keepalive, parseKeepalive } from '../scalar/keepalive.js';
import { type PublicKey, parsePublicKey } from '../scalar/key.js';
import { type InterfaceName, parseInterfaceName, parseMac } from '../scalar/name.js';
import { type Owner, parseOwner } from '../scalar/owner.js';
import type { Parsed } from '../scalar/parsed.js';
import { type Port, parsePort } from '../scalar/port.js';
import { type InterfaceAddress, type Prefix, parseInterfaceAddress, parsePrefix } from '../scalar/prefix.js';
import { type Codec, oneOf, primitive, refined, said } from './codec.js';

/** Returns the canonical text of a value that has one. */
const textIn = ({ text }: { readonly text: string }) => text;

/** Returns the text as it is, for values that are kept as they are written. */
const asItIs = (text: string) => text;

const text = primitive(t.string, 'a string');
export const flag = primitive(t.boolean, 'true or false');
const number = primitive(t.number, 'a number');
export const networkId: Codec<NetworkId> = said(
  refined(text, parseNetworkId),
  'the id of a tenant network: at most 13 letters and digits, since it is part of the names of links',
);
export const owner: Codec<Owner> = said(
  refined(text, parseOwner),
  'the id of a tenant network, or what stands for the node itself',
);
export const nodeId: Codec<NodeId> = said(
  refined(text, parseNodeId),
  'a name of at most 63 letters, digits, dots, _ and -, of which the first is a letter or a digit',
);
export const publicKey: Codec<PublicKey> = said(
  refined(text, parsePublicKey),
  'a public key of WireGuard in base64, as wg(8) prints it',
);
export const interfaceName: Codec<InterfaceName> = said(
  refined(text, parseInterfaceName),
  'the name of a network interface, at most 15 characters',
);
export const mac: Codec<string> = said(refined(text, parseMac), 'a MAC address: 02:00:00:00:00:01');
export const endpoint: Codec<string> = said(
  refined(text, parseEndpoint),
  'an address and a port: 203.0.113.9:7001 or [2001:db8::9]:7001',
);
export const port: Codec<Port> = said(refined(number, parsePort), 'a UDP or TCP port', {
  type: 'integer',
  minimum: 1,
  maximum: 65_535,
});
export const keepalive: Codec<Keepalive> = said(
  refined(number, parseKeepalive),
  'seconds between two keepalives, 0 is off',
  { type: 'integer', minimum: 0, maximum: 65_535 },
);
export const prefix: Codec<Prefix> = said(
  refined(text, parsePrefix, textIn),
  'a network: 10.1.3.0/24 or 2001:db8::/64',
);
export const ipv4Prefix: Codec<Prefix> = said(
  refined(prefix, prefixOf('ipv4')),
  'an IPv4 network: 10.1.3.0/24',
);
export const ipv6Prefix: Codec<Prefix> = said(
  refined(prefix, prefixOf('ipv6')),
  'an IPv6 network: 2001:db8::/64',
);
export const address: Codec<Address> = said(
  refined(text, parseAddress, textIn),
  'an address: 203.0.113.9 or 2001:db8::9',
);
export const ipv4Address: Codec<Address> = said(
  refined(address, addressOf('ipv4')),
  'an IPv4 address: 203.0.113.9',
);
export const ipv6Address: Codec<Address> = said(
  refined(address, addressOf('ipv6')),
  'an IPv6 address: 2001:db8::9',
);
export const interfaceAddress: Codec<InterfaceAddress> = said(
  refined(text, parseInterfaceAddress, textIn),
  'an address with its prefix length: 203.0.113.9/24 or 2001:db8::9/64',
);
export const ipv4InterfaceAddress: Codec<InterfaceAddress> = said(
  refined(interfaceAddress, interfaceOf('ipv4')),
  'an IPv4 address with its prefix length: 203.0.113.9/24',
);
export const ipv6InterfaceAddress: Codec<InterfaceAddress> = said(
  refined(interfaceAddress, interfaceOf('ipv6')),
  'an IPv6 address with its prefix length: 2001:db8::9/64',
);

/** The canonical text of an address, a network, an address with its prefix length: checked and kept as text. */
export const addressText: Codec<string> = refined(address, ({ text }) => E.right(text), asItIs);
export const prefixText: Codec<string> = refined(prefix, ({ text }) => E.right(text), asItIs);
export const interfaceAddressText: Codec<string> = refined(
  interfaceAddress,
  ({ text }) => E.right(text),
  asItIs,
);

/** Unsigned, 32 bits: most numbers of the kernel. */
export const unsigned: Codec<number> = integer(0, 0xffff_ffff);

/** The least IPv6 allows is 1280 (RFC 8200); IPv4's is 68 (RFC 791). The kernel's most is 65535. */
export const mtu: Codec<number> = integer(68, 65_535);

/** The number of a VLAN, IEEE 802.1Q: 0 and 4095 are reserved. */
export const vlanId: Codec<number> = integer(1, 4094);

/** What a command takes as one word, and no shell as two. */
export const word = textOf(
  /^(?:[0-9A-Za-z_][0-9A-Za-z_.:@/-]{0,254})?$/,
  'a word of digits, letters and _ . : @ / -',
);
export const sha256 = textOf(/^[0-9a-f]{64}$/, 'a sha256, 64 hexadecimal digits');
/** Why something is done. It reaches nothing but paper and terminals: one line, nothing that moves a cursor. */
export const reason = textOf(/^[ -~]{0,1000}$/, 'one line of at most 1000 printable ASCII characters');

/** A parameter of a namespace, sysctl(8). No part is empty, so that as a path in /proc/sys it stays there. */
export const sysctlKey = textOf(
  /^net\.ipv[46](\.[0-9A-Za-z_][0-9A-Za-z_-]{0,63}){1,8}$/,
  'a kernel parameter such as net.ipv4.ip_forward',
);
export const ruleset: Codec<string> = refined(text, parseRuleset);
export const listing: Codec<string> = refined(text, parseListing);

/** What is carried, and its words of ip(8). */
export const carried = {
  object: oneOf(ipObjects),
  family: oneOf(['ipv4', 'ipv6'] as const),
  words: refined(text, parseAnyIpWords),
};

/** Seconds that it is lent for. */
export const lifetimes = { validLft: unsigned, preferredLft: unsigned };

/** Refuses words that are not those of the object, or that do not name the link that it is said to be on. */
export function spoken<
  A extends { readonly object: IpObject; readonly words: string; readonly device: string },
>(value: A): Parsed<A> {
  const words = parseIpWords(value.object, value.words);
  if (E.isLeft(words)) return words;
  return linksIn(value.words).includes(value.device)
    ? E.right(value)
    : E.left({ kind: 'bad-text', expected: `words that name ${value.device}` });
}

/** A field that is there only where it holds. */
export const truth: Codec<true> = said(
  refined(flag, (value) =>
    value ? E.right(value) : E.left({ kind: 'wrong-type', expected: 'true, or absent' }),
  ),
  'true, or absent',
  { const: true },
);

/** A field that is there only where it does not hold. */
export const falsehood: Codec<false> = said(
  refined(flag, (value) =>
    value ? E.left({ kind: 'wrong-type', expected: 'false, or absent' }) : E.right(value),
  ),
  'false, or absent',
  { const: false },
);

/**
 * Returns the codec of a text with these characters only. No character that a shell, ip(8) or nft(8) could misread
 * should be among them.
 */
export function textOf(characters: RegExp, expected: string): Codec<string> {
  const codec = refined(text, (value) =>
    characters.test(value) ? E.right(value) : E.left({ kind: 'bad-text', expected }),
  );
  return said(codec, expected, { pattern: characters.source });
}

/** Returns the codec of a whole number in a range, both ends included. */
export function integer(minimum: number, maximum: number): Codec<number> {
  const codec = refined(number, (value) =>
    Number.isInteger(value) && value >= minimum && value <= maximum
      ? E.right(value)
      : E.left({ kind: 'bad-number', minimum, maximum }),
  );
  return said(codec, `a whole number from ${minimum} to ${maximum}`, { type: 'integer', minimum, maximum });
}

function prefixOf(family: Family) {
  return (value: Prefix): Parsed<Prefix> =>
    value.kind === family ? E.right(value) : E.left({ kind: 'bad-prefix', problem: 'wrong-family' });
}

function addressOf(family: Family) {
  return (value: Address): Parsed<Address> =>
    value.kind === family ? E.right(value) : E.left({ kind: 'bad-address', problem: 'wrong-family' });
}

function interfaceOf(family: Family) {
  return (value: InterfaceAddress): Parsed<InterfaceAddress> =>
    value.address.kind === family ? E.right(value) : E.left({ kind: 'bad-prefix', problem: 'wrong-family' });
}
