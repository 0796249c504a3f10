import type { AddressProblem, PrefixProblem } from '../error.js';
import type { ErrorRows } from './row.js';

/** All that is to be said of what is wrong with one value. */
export const scalarErrors = {
  'bad-id': {
    says: (value) => `${value} is not 1 to 13 of 0-9, A-Z, a-z`,
    meaning:
      'The id of a network names its interfaces: "n-", "b-" or "w-" and the id. Interface names have at most 15 bytes, so the id has at most 13, of digits and letters.',
    remedy: 'choose an id of 1 to 13 digits and letters',
  },
  'bad-name': {
    says: (value) => `${value} has characters a name may not have, or too many`,
    meaning:
      'Names reach ip, wg and nft, so they are held to what none of these can misread: digits, letters, and "." "_" "-" inside; 63 characters for nodes, 15 for interfaces.',
    remedy: 'use a shorter name of digits, letters, ".", "_" and "-"',
  },
  'bad-mac': {
    says: (value) => `${value} is not six lower-case bytes such as 52:54:00:00:00:01`,
    meaning: 'A MAC address is compared as text, so it has one form only: the one ip(8) prints.',
    remedy: 'write it as ip -brief link prints it',
  },
  'bad-text': {
    says: (value, error) => `${value} is not ${error.expected}`,
    meaning:
      'A text that reaches a command line or a terminal has only the characters that its kind of text needs: none ends a line, and none can be misread by a shell, ip, wg, nft or sysctl.',
    remedy: 'let tn write the file, and do not edit it',
  },
  'bad-ruleset': {
    says: (_, error) => `${JSON.stringify(error.line)} cannot stand in the table of our firewall`,
    meaning:
      'The ruleset of our nft table is the only free text that is carried out. Nothing in it may end the table or read other files, and in a plan it holds only the chains and rules that our firewall is made of.',
    remedy: 'observe the node or plan again, and do not edit the file',
  },
  'bad-number': {
    says: (value, error) => `${value} is not a whole number from ${error.minimum} to ${error.maximum}`,
    meaning: 'A number is not whole or lies outside what the kernel or the protocol takes.',
    remedy: 'choose a number in that range',
  },
  'bad-port': {
    says: (value) => `${value} is not a port from 1 to 65535`,
    meaning: 'A UDP port is a whole number from 1 to 65535.',
    remedy: 'choose a port in that range',
  },
  'bad-endpoint': {
    says: (value, error) => `${value} is not an endpoint that can be dialled${meant(error.suggestion)}`,
    meaning:
      'An endpoint is an address and a port, 192.0.2.1:7001 or [2001:db8::1]:7001. IPv6 needs the brackets; multicast, loopback and link-local addresses cannot be dialled.',
    remedy: 'write ADDRESS:PORT, with brackets around IPv6',
  },
  'bad-address': {
    says: (value, error) => `${value} ${addressComplaints[error.problem]}${meant(error.suggestion)}`,
    meaning:
      'Every address has one text: dotted decimal without leading zeros, or RFC 5952 for IPv6. Other forms are refused and not mended, since what they mean differs between programs.',
    remedy: 'write the address in its canonical form',
  },
  'bad-prefix': {
    says: (value, error) => `${value} ${addressComplaints[error.problem]}${meant(error.suggestion)}`,
    meaning:
      'A network is an address and a length, with no bit set beyond the length: 10.1.2.0/24. An interface address may have host bits: 10.1.2.1/24.',
    remedy: 'write the network in its canonical form',
  },
  'bad-key': {
    says: (value, error) => `${value} ${keyComplaints[error.problem]}`,
    meaning:
      'A WireGuard public key is 32 bytes in base64, 44 characters. A few points of the curve have low order: with them every peer agrees on the same secret, so they are refused.',
    remedy: 'take the key that "wg pubkey" prints for the private key',
  },
  'bad-gateway': {
    says: (_, error) =>
      `the gateway ${error.value === '' ? '' : `${error.value} `}${gatewayComplaints[error.problem]}`,
    meaning:
      "A public configuration has, for each family, an address and a gateway, both or neither. The gateway is another address of the same prefix, or the router's link-local address, by which IPv4 can go too (RFC 8950). Of an IPv4 address with the length 32, and of IPv6, it may be any router on the link.",
    remedy:
      "give the address of the farm's router in that prefix, or the address with the length 32 where the router is outside",
  },
  'bad-egress-address': {
    says: (value) => `${value} is not an address from 100.127.0.2 to 100.127.255.254`,
    meaning:
      'The address of a network resource towards the Internet is one of 100.127.0.2 to 100.127.255.254, in the canonical form.',
    remedy: 'give the egress address as it was planned, or none',
  },
} satisfies ErrorRows;

const addressComplaints: Readonly<Record<AddressProblem | PrefixProblem, string>> = {
  'not-an-address': 'is not an IP address',
  'leading-zero': 'has a leading zero',
  'missing-octet': 'has fewer than four octets',
  'octet-out-of-range': 'has an octet over 255',
  'zone-id': 'has a zone id, which means nothing on another node',
  'ipv4-mapped': 'is an IPv4 address inside an IPv6 one',
  'not-canonical': 'is not written in the one canonical way (RFC 5952)',
  'wrong-family': 'is of the other family',
  'no-length': 'has no prefix length',
  'length-out-of-range': 'has a prefix length out of range',
  'host-bits': 'has host bits set',
};

const keyComplaints = {
  'not-base64': 'is not base64',
  'not-32-bytes': 'is not 32 bytes',
  'all-zero': 'is all zero',
  'low-order': 'is a point of low order, with which anybody would share the same secret',
} as const;

const gatewayComplaints = {
  missing: 'is missing',
  'without-address': 'has no address of its family beside it',
  'is-the-address': 'is the address itself',
  'outside-prefix': "is outside the address's prefix",
  'no-router': 'is an address that no router has',
} as const;

function meant(suggestion: string | undefined): string {
  return suggestion === undefined ? '' : `, perhaps ${suggestion} is meant`;
}
