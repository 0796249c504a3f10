/**
 * The kinds of link we make, as `ip link add … type` names them, in the order of their making: a vlan needs what it
 * is on, a macvlan its bridge; the WireGuard device is made last and so taken away first.
 */
export const linkTypes = ['bond', 'vlan', 'bridge', 'veth', 'macvlan', 'wireguard'] as const;

/** One of them. */
export type LinkType = (typeof linkTypes)[number];

/** How a bond uses its ports, ip-link(8) `type bond mode`. */
export const bondModes = ['active-backup', '802.3ad'] as const;

/** One of them. */
export type BondMode = (typeof bondModes)[number];
