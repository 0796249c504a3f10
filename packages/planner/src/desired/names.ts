import type { NetworkId } from '../scalar/id.js';

/** The namespace of sockets of nodes with a publicConfig. */
export const publicNetns = 'public';

/** Our nft table. */
export const firewallTable = 'networkd';

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
