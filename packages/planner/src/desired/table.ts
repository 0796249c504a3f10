import type { NftTable } from '../kind/nft-table.js';
import { type Chain, writeRuleset } from '../nft/chain.js';
import { digest } from '../scalar/digest.js';
import { present } from '../scalar/present.js';

/** Returns a table of these chains, under the hash of what they are written as. */
export function tableOf(
  { owner, netns, name }: Pick<NftTable, 'owner' | 'netns' | 'name'>,
  chains: readonly Chain[],
  reason: string,
): NftTable {
  const ruleset = writeRuleset(chains);
  return {
    kind: 'NftTable',
    owner,
    ...present({ netns }),
    family: 'inet',
    name,
    hash: digest(ruleset),
    ruleset,
    reason,
  };
}
