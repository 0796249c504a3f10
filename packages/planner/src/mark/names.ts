import type { NetworkId } from '../scalar/id.js';
import { nodeOwner } from '../scalar/owner.js';

/** The namespace of sockets of nodes with a publicConfig. */
export const publicNetns = 'public';

/** The namespace through which network resources reach the Internet. */
const ndmzNetns = 'ndmz';

/** Our nft table. */
export const firewallTable = 'networkd';

/**
 * The group of our links, ip-link(8). The kernel takes a group when it makes a link but no alias, so a link of ours
 * is known as ours even if everything stops before it has its alias.
 */
export const linkGroup = 110;

/** Names of a network's objects on a node. An id of 13 characters makes 15, the most an interface name may have. */
export interface Names {
  readonly netns: string;
  readonly bridge: string;
  readonly macvlan: string;
  readonly wireguard: string;
  /** What the private key is called where executors keep secrets. */
  readonly secret: string;
  /** ifalias of every link: how an agent without memory knows them as ours. */
  readonly mark: string;
}

export function namesOf(id: NetworkId): Names {
  return {
    netns: `n-${id}`,
    bridge: `b-${id}`,
    macvlan: `n-${id}`,
    wireguard: `w-${id}`,
    secret: `n-${id}`,
    mark: `networkd:${id}`,
  };
}

/** The node's own objects: the names are the same on every node. */
export const nodeNames = {
  mark: `networkd:${nodeOwner}`,
  /** Its bridges: the uplink's with the host's addresses, the public side's, and that of network resources' egress links. */
  bridges: { host: 'zos', public: 'br-pub', ndmz: 'br-ndmz' },
  /** The uplink's bond, and the vlan on it or on its NIC; the public side's vlan. */
  bond: 'bond-zos',
  vlans: { host: 'vlan-zos', public: 'vlan-pub' },
  /** Where one NIC serves both: the public side's member, and its other end, which is a member of the uplink's bridge. */
  veth: { public: 'pub-zos', host: 'zos-pub' },
  /** The macvlan in the public namespace, and those in the ndmz: towards network resources, IPv4, IPv6. */
  macvlans: { public: publicNetns, tenants: 'tonrs', ipv4: 'npub4', ipv6: 'npub6' },
  netns: { public: publicNetns, ndmz: ndmzNetns },
} as const;

/** The egress link of a network resource: its interface towards the ndmz, in the resource's namespace. */
export const egressLink = 'public';
