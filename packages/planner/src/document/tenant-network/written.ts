/** The part of a tenant network on one node, as it is written. */
export interface NetworkResourceDocument {
  /** The id of the node, which is in the inventory. */
  readonly node: string;
  /** The IPv4 prefix of its workloads, inside `range`: `10.1.3.0/24`. */
  readonly subnet: string;
  /** The /64 of its workloads inside `range6`; every resource has one where there is a `range6`. */
  readonly subnet6?: string;
  /** The public half of the node's WireGuard key in this network, in base64 as wg(8) prints it. */
  readonly publicKey: string;
  /** The UDP port of its WireGuard device. */
  readonly listenPort: number;
}

/** A peer outside the grid, a laptop say, as it is written. */
export interface AccessPointDocument {
  readonly name: string;
  /** The node whose network resource it dials. */
  readonly node: string;
  readonly subnet: string;
  readonly subnet6?: string;
  readonly publicKey: string;
}

/** What the tenant prefers where the mesh leaves a choice, as it is written. */
export interface PolicyDocument {
  /** The family a peering takes where both would do; IPv6 by default, and for access points IPv4. */
  readonly preferFamily?: 'ipv4' | 'ipv6';
  readonly keepalive?: {
    /** Who sends keepalives: the side that dials where the other cannot dial back (by default), or every peer. */
    readonly mode?: 'dialler' | 'every-peer';
    /** Seconds, 0 is off; 25 by default. */
    readonly seconds?: number;
  };
}

/** A version of a tenant network as JSON has it (`tenant-network/1`): what `parseTenantNetwork` reads. */
export interface TenantNetworkDocument {
  readonly schema: 'tenant-network/1';
  /** At most 13 letters and digits: it is part of the names of links. */
  readonly id: string;
  /** A whole number that grows from version to version. */
  readonly version: number;
  /** The IPv4 prefix that all subnets are in: `10.1.0.0/16`. */
  readonly range: string;
  /** The IPv6 prefix that all `subnet6` are in; IPv4 alone by default. */
  readonly range6?: string;
  readonly resources: readonly NetworkResourceDocument[];
  readonly accessPoints?: readonly AccessPointDocument[];
  /** The nodes that forward between others; the planner chooses by default. */
  readonly aggregators?: readonly string[];
  readonly policy?: PolicyDocument;
}
