import type { IpObject } from '../scalar/ip-words.js';
import type { BondMode, LinkType } from './link-type.js';

/** Every object names its owner, a tenant network or the node itself (`@node`); `netns` absent means the node's own (host) namespace. */
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

/**
 * A network interface, ip-link(8). `netns` is where it is, `birth` the namespace it was created in: a WireGuard
 * device's UDP socket stays there. `link` is the lower device of a macvlan or a vlan. Each end of a veth is a link,
 * and names the other as its `peer`: they are made as one and go as one.
 */
export interface Link extends Owned {
  readonly kind: 'Link';
  readonly name: string;
  readonly type: LinkType;
  readonly birth?: string;
  readonly link?: string;
  readonly peer?: string;
  /** The VLAN ID of a vlan, 802.1Q. */
  readonly vlanId?: number;
  readonly mode?: BondMode;
  /** The MAC that was set; absent on a desired link: the kernel's choice, not compared. */
  readonly address?: string;
  readonly mtu: number;
  /** ifalias: the ownership mark, `networkd:<id>`. */
  readonly alias: string;
  /** Set where the namespace must not take part in the link's IPv6. */
  readonly disableIpv6: boolean;
  /** Of a vlan on a NIC: the NIC's MTU, which the vlan's cannot exceed; absent: not compared. */
  readonly lowerMtu?: number;
  /** A vlan whose lower device was found down, so that it cannot be up itself. Only observed. */
  readonly lowerDown?: true;
}

/**
 * A link that is a port of a bridge or a bond of ours, ip-link(8) `master`. A port may be a NIC, which is nobody's:
 * it is ours to lead only as long as its master is ours, and is then up.
 */
export interface LinkMaster extends Owned {
  readonly kind: 'LinkMaster';
  readonly device: string;
  readonly master: string;
  /** What the master is: a bond takes only a port that is down. */
  readonly type: 'bridge' | 'bond';
  /** Of a NIC: whether the namespace keeps out of its IPv6. Absent of a link of ours, which says so itself. */
  readonly disableIpv6?: boolean;
  /** Of a NIC: its MTU; absent: not compared. A bridge takes the least of its ports' for its own. */
  readonly mtu?: number;
  /** A NIC that was found down. Only observed: a port is always wanted up. */
  readonly up?: false;
  /** A NIC that its owner had down before it was a port of ours. Only observed; absent: it was up, or that is not known. */
  readonly wasDown?: true;
  /** A NIC of whose IPv6 its owner kept out before. Only observed; absent: he did not, or that is not known. */
  readonly ipv6WasOff?: true;
}

/**
 * A NIC that is nobody's port and is to be ours, as its owner has it. While it is a port of ours its `LinkMaster` says what it is;
 * on the way back it is made again what it was.
 */
export interface FreeNic extends Owned {
  readonly kind: 'FreeNic';
  readonly device: string;
  readonly mtu: number;
  readonly up: boolean;
  readonly disableIpv6: boolean;
  /** What the namespace takes for the MTU in IPv6, where that is less: `net.ipv6.conf.NIC.mtu`. */
  readonly ipv6Mtu?: number;
}

/**
 * What others have put on a NIC that is a port of ours or is to be one, or on a bridge of ours: an address, a route of any
 * table, or a rule that names the link. `words` are what ip(8) takes after `add` to make it again as it is.
 */
export interface Carried extends Owned {
  readonly kind: 'Carried';
  readonly device: string;
  readonly object: IpObject;
  readonly family: 'ipv4' | 'ipv6';
  readonly words: string;
  /** Its place among those of its object, as they are to be made one after another. Never compared. */
  readonly place: number;
  /** Seconds that it is lent for yet, and of those how many it is to be used; absent: for ever. Never compared. */
  readonly validLft?: number;
  readonly preferredLft?: number;
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
  /** The endpoint is the one that was set last: it has not roamed. Only observed; absent: it has, or that is not known. */
  readonly unmoved?: true;
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

/** A DHCPv4 client (RFC 2131) that keeps the link's lease: a process, so it outlives its link and is stopped by name. */
export interface DhcpClient extends Owned {
  readonly kind: 'DhcpClient';
  readonly device: string;
  /** The link is no longer the one that the client was started on. Only observed. */
  readonly detached?: true;
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
  | LinkMaster
  | FreeNic
  | Carried
  | WireGuardDevice
  | ListenPort
  | Peer
  | Address
  | LinkUp
  | DhcpClient
  | Route
  | Rule;

/** The discriminant of a resource. */
export type ResourceKind = Resource['kind'];
