import {
  atMost,
  ctState,
  hopLimit,
  icmpType,
  icmpv6Type,
  iifname,
  marked,
  udp,
  udpDport,
  udpSport,
} from '../../nft/match.js';
import type { Match, Rule } from '../../nft/rule.js';
import { accept, drop } from '../../nft/statement.js';

/** The bits that a packet for a WireGuard port of ours is marked with, by the table of the port's own network. */
export const portMark = '0x4e440000';

/** Lets in what belongs to a connection. */
export const established = accept(ctState('established,related'));

/**
 * Drops what is no part of any connection. Multicast that comes over a bridge may seem so where `br_netfilter` looks at
 * frames: what IPv6 needs is let in before.
 */
export const invalid = drop(ctState('invalid'));

/** Begins a chain that forwards. */
export const connections = [established, invalid] as const;

/** Lets in what the namespace sends to itself. */
export const loopback = accept(iifname('lo'));

/** How often a ping is answered. */
const pings = atMost(10, 20);

/** Lets neighbours in, and of routers what they say as such: of this link only, so that no router has forwarded it. */
export const neighbours = (...from: readonly Match[]): Rule =>
  accept(...from, hopLimit(255), icmpv6Type('nd-neighbor-solicit', 'nd-neighbor-advert'));

/**
 * Lets routers announce themselves: of this link only too, and not without end, since the kernel takes all networks
 * that it is told of. A router says it every three seconds at most, and once more to each who asks (RFC 4861).
 */
export const routers = (...from: readonly Match[]): Rule =>
  accept(...from, hopLimit(255), icmpv6Type('nd-router-advert'), atMost(2, 20));

/** Lets in what says that a packet was too big, and what switches ask to learn who listens to a multicast group. */
export const ipv6Needs = [
  accept(icmpv6Type('packet-too-big')),
  accept(hopLimit(1), icmpv6Type('mld-listener-query')),
] as const;

/** Lets in what DHCP servers send to clients. */
export const dhcp = (from: Match): Rule => accept(from, udpSport(67), udpDport(68));

/**
 * Returns the rules that let traffic in from outside to the node itself: WireGuard to the ports that are marked, what
 * IPv6 needs, and pings where the farmer wants them answered. Pings come before `established`: after the first answer,
 * conntrack takes all that one `ping` sends for an established connection.
 */
export function admission({ ping }: { readonly ping: boolean }): readonly Rule[] {
  return [
    loopback,
    ...[icmpType('echo-request'), icmpv6Type('echo-request')].flatMap((echo) => [
      ...(ping ? [accept(echo, pings)] : []),
      drop(echo),
    ]),
    established,
    neighbours(),
    routers(),
    ...ipv6Needs,
    invalid,
    accept(udp, marked(portMark)),
  ];
}
