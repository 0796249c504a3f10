/** Every object names its tenant network; `netns` absent means the node's own (host) namespace. */
interface Owned {
  readonly network: string;
  readonly netns?: string;
  /** Why the object is wanted, for people. Only on desired objects, never compared. */
  readonly reason?: string;
}

/** A network namespace, ip-netns(8). */
export interface Netns extends Omit<Owned, 'netns'> {
  readonly kind: 'Netns';
  readonly name: string;
}

/** A kernel parameter, sysctl(8), as `net.ipv4.ip_forward`. */
export interface Sysctl extends Owned {
  readonly kind: 'Sysctl';
  readonly key: string;
  readonly value: string;
}

/** A whole table of nft(8), compared by `hash`: the sha256 of `ruleset`, which the table keeps in its comment. */
export interface NftTable extends Owned {
  readonly kind: 'NftTable';
  readonly family: 'inet';
  readonly name: string;
  readonly hash: string;
  /** The body of the table in nft's own syntax; when observed, as nft lists it. Never compared. */
  readonly ruleset: string;
}

/** The kinds of link we make, as `ip link add … type` names them. */
export type LinkType = 'bridge' | 'macvlan' | 'wireguard';

/**
 * A network interface, ip-link(8). `netns` is where it is, `birth` the namespace it was created in: a WireGuard
 * device's UDP socket stays there. `link` is the lower device of a macvlan.
 */
export interface Link extends Owned {
  readonly kind: 'Link';
  readonly name: string;
  readonly type: LinkType;
  readonly birth?: string;
  readonly link?: string;
  readonly mtu: number;
  /** ifalias: the ownership mark, `networkd:<id>`. */
  readonly alias: string;
  /** Set where the namespace must not take part in the link's IPv6. */
  readonly disableIpv6: boolean;
}

/** The key of a WireGuard device; the private half is compared by its public key and never here. */
export interface WireGuardDevice extends Owned {
  readonly kind: 'WireGuardDevice';
  readonly device: string;
  readonly publicKey: string;
}

/** A UDP port held by a WireGuard device, in the namespace where the device was born. */
export interface ListenPort extends Owned {
  readonly kind: 'ListenPort';
  readonly device: string;
  readonly birth?: string;
  readonly port: number;
}

/** A peer of a WireGuard device, wg(8). `endpoint` absent on a desired peer: not compared, peers roam. */
export interface Peer extends Owned {
  readonly kind: 'Peer';
  readonly device: string;
  readonly publicKey: string;
  readonly endpoint?: string;
  /** Canonical prefixes, IPv4 first, then numerically. */
  readonly allowedIPs: readonly string[];
  /** Seconds; absent is off. */
  readonly persistentKeepalive?: number;
  /** Seconds since the latest handshake; absent: never, or not known. Only observed. */
  readonly latestHandshake?: number;
}

/** An address on a link, ip-address(8): `10.1.2.1/24`. */
export interface Address extends Owned {
  readonly kind: 'Address';
  readonly device: string;
  readonly address: string;
}

/** A link that is administratively up. */
export interface LinkUp extends Owned {
  readonly kind: 'LinkUp';
  readonly device: string;
}

/** A route of our protocol number, ip-route(8). Metric absent is the kernel's default. */
export interface Route extends Owned {
  readonly kind: 'Route';
  readonly destination: string;
  readonly device: string;
  readonly via?: string;
  readonly metric?: number;
}

/** A routing policy rule of our protocol number, ip-rule(8). */
export interface Rule extends Owned {
  readonly kind: 'Rule';
  readonly family: 'ipv4' | 'ipv6';
  readonly priority: number;
  readonly from?: string;
  readonly to?: string;
  readonly table: number;
}

/** Everything of ours that can be on a node. Desired and observed are both made of these. */
export type Resource =
  | Netns
  | Sysctl
  | NftTable
  | Link
  | WireGuardDevice
  | ListenPort
  | Peer
  | Address
  | LinkUp
  | Route
  | Rule;

/** The discriminant of a resource. */
export type ResourceKind = Resource['kind'];
