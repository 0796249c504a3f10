import { readFileSync } from 'node:fs';
import { firewallTable } from '@networkd/planner';
import type { Run } from '../command/run.js';
import type { Chain } from './chain.js';
import { iptablesChains } from './iptables-rules.js';
import { nftChains, opaqueTables } from './nft-rules.js';

/** Our own tables say what they say: it is others that are looked for. */
const ours = new RegExp(`^inet (?:${firewallTable}|w-[0-9A-Za-z]{1,13})$`);

/**
 * Returns the chains of everybody else in a namespace, made by any tool. Where nft(8) cannot tell the matches of a
 * table, iptables(8), which made it, reads it. Tables of the old kind of iptables(8) are read by it too: nft(8) knows
 * nothing of them.
 */
export async function othersChains(run: Run, netns?: string): Promise<readonly Chain[]> {
  const inside = netns === undefined ? [] : ['ip', 'netns', 'exec', netns];
  const ask = async (...argv: readonly string[]) => {
    const { status, stdout } = await run({ argv: [...inside, ...argv] });
    return status === 0 ? stdout : undefined;
  };
  const listing = await ask('nft', '--json', '--terse', 'list', 'ruleset');
  const chains = listing === undefined ? [] : nftChains(listing).filter(({ table }) => !ours.test(table));
  const opaque = listing === undefined ? new Set<string>() : opaqueTables(listing);
  const saved: Chain[] = [];
  for (const [family, prefix, tool] of [
    ['ipv4', 'ip ', 'iptables'],
    ['ipv6', 'ip6 ', 'ip6tables'],
  ] as const) {
    if ([...opaque].some((table) => table.startsWith(prefix))) {
      const text = (await ask(`${tool}-nft-save`)) ?? (await ask(`${tool}-save`));
      for (const chain of text === undefined ? [] : iptablesChains(text, family)) saved.push(chain);
    }
    if (netns === undefined && hasLegacy(prefix.trim())) {
      const text = await ask(`${tool}-legacy-save`);
      // Of both kinds there may be a table `filter`: each is a table of its own.
      const legacy = text === undefined ? [] : iptablesChains(text, family);
      for (const chain of legacy) saved.push({ ...chain, table: `${chain.table} of ${tool}-legacy` });
    }
  }
  const known = new Set(saved.map(({ table }) => table));
  return [...chains.filter(({ table }) => !known.has(table)), ...saved];
}

/** Says whether the old iptables(8) has tables here. Its own tools would make some by asking. */
function hasLegacy(family: string): boolean {
  try {
    return readFileSync(`/proc/net/${family}_tables_names`, 'utf8').trim() !== '';
  } catch {
    return false;
  }
}
