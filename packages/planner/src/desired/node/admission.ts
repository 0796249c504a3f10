/** The bits that a packet for a WireGuard port of ours is marked with, by the table of the port's own network. */
export const portMark = '0x4e440000';

/** What belongs to a connection. */
export const established = 'ct state established,related accept';

/**
 * What is no part of any connection. Multicast that comes over a bridge may seem so where `br_netfilter` looks at
 * frames: what IPv6 needs is let in before.
 */
export const invalid = 'ct state invalid drop';

/** Begins a chain that forwards. */
export const connections = [established, invalid] as const;

/** How often a ping is answered. */
const pings = 'limit rate 10/second burst 20 packets';

/** Neighbours, and the routers that announce themselves: of this link only, so that no router has forwarded it. */
export const neighbours = 'ip6 hoplimit 255 icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept';

/**
 * Routers announce themselves: of this link only too, and not without end, since the kernel takes all networks that it
 * is told of. A router says it every three seconds at most, and once more to each who asks (RFC 4861).
 */
export const routers =
  'ip6 hoplimit 255 icmpv6 type nd-router-advert limit rate 2/second burst 20 packets accept';

/** What says that a packet was too big, and what switches ask to learn who listens to a multicast group. */
export const ipv6Needs = [
  'icmpv6 type packet-too-big accept',
  'ip6 hoplimit 1 icmpv6 type mld-listener-query accept',
] as const;

/**
 * Returns the rules that let traffic in from outside to the node itself: WireGuard to the ports that are marked, what
 * IPv6 needs, and pings where the farmer wants them answered. Pings come before `established`: after the first answer,
 * conntrack takes all that one `ping` sends for an established connection.
 */
export function admission({ ping }: { readonly ping: boolean }): readonly string[] {
  return [
    'iifname "lo" accept',
    ...['icmp', 'icmpv6'].flatMap((protocol) => [
      ...(ping ? [`${protocol} type echo-request ${pings} accept`] : []),
      `${protocol} type echo-request drop`,
    ]),
    established,
    neighbours,
    routers,
    ...ipv6Needs,
    invalid,
    `meta l4proto udp meta mark & ${portMark} == ${portMark} accept`,
  ];
}
