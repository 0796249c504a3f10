import type { NftTable } from '../../kind/nft-table.js';
import { firewallTable } from '../../mark/names.js';
import type { Chain } from '../../nft/chain.js';
import { nodeOwner } from '../../scalar/owner.js';
import { present } from '../../scalar/present.js';
import { tableOf } from '../table.js';

/** Returns the node's own table in one of its namespaces. */
export function nodeTable(netns: string | undefined, chains: readonly Chain[], reason: string): NftTable {
  return tableOf({ owner: nodeOwner, ...present({ netns }), name: firewallTable }, chains, reason);
}
