import type { Resource } from '../kind/resource.js';
import { firewallTable, nodeNames, publicNetns } from '../mark/names.js';
import type { EgressAddress } from '../scalar/egress-address.js';
import { nodeOwner } from '../scalar/owner.js';

/** What of the node's own network is there to stand on. A node without one offers nothing. */
export interface NodeNetwork {
  /** Is there a bridge that leads to the Internet? */
  readonly internet: boolean;
  /** Is there a firewall that a WireGuard port has to be let in by, where sockets live? */
  readonly firewalls: { readonly host: boolean; readonly public: boolean };
}

/** What a network resource gets of it: its address towards the Internet, and the firewalls in its way. */
export interface NodeServices {
  readonly egressAddress?: EgressAddress;
  readonly firewalls: NodeNetwork['firewalls'];
}

/** Returns what of the node's own network is among the resources; `undefined` where there is nothing. */
export function nodeNetworkOf(resources: readonly Resource[]): NodeNetwork | undefined {
  const own = resources.filter(({ owner }) => owner === nodeOwner);
  if (own.length === 0) return undefined;
  const hasTable = (netns: string | undefined) =>
    own.some((each) => each.kind === 'NftTable' && each.name === firewallTable && each.netns === netns);
  return {
    internet: own.some(
      (each) => each.kind === 'Link' && each.name === nodeNames.bridges.ndmz && each.netns === undefined,
    ),
    firewalls: { host: hasTable(undefined), public: hasTable(publicNetns) },
  };
}
