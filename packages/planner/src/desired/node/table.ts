import type { NftTable } from '../../kind/nft-table.js';
import { firewallTable } from '../../mark/names.js';
import { digest } from '../../scalar/digest.js';
import { nodeOwner } from '../../scalar/owner.js';
import { present } from '../../scalar/present.js';

/** One chain of a table: where it hooks in, and its rules. */
export interface Chain {
  readonly name: 'input' | 'forward' | 'output' | 'prerouting' | 'postrouting';
  readonly policy: 'drop' | 'accept';
  readonly rules: readonly string[];
}

/** Writes the chains as nft(8) lists them, except for the white space. The names carry our prefix. */
export function rulesetOf(chains: readonly Chain[]): string {
  return chains
    .flatMap(({ name, policy, rules }) => [
      `  chain networkd-${name} {`,
      `    type ${hooks[name]}; policy ${policy};`,
      ...rules.map((rule) => `    ${rule}`),
      '  }',
    ])
    .join('\n');
}

const hooks: Readonly<Record<Chain['name'], string>> = {
  input: 'filter hook input priority filter',
  forward: 'filter hook forward priority filter',
  output: 'filter hook output priority filter',
  prerouting: 'filter hook prerouting priority raw',
  postrouting: 'nat hook postrouting priority srcnat',
};

/** Returns the node's own table in one of its namespaces. */
export function nodeTable(netns: string | undefined, chains: readonly Chain[], reason: string): NftTable {
  const ruleset = rulesetOf(chains);
  return {
    kind: 'NftTable',
    owner: nodeOwner,
    ...present({ netns }),
    family: 'inet',
    name: firewallTable,
    hash: digest(ruleset),
    ruleset,
    reason,
  };
}

/**
 * Returns the rule for the values of one match, as nft(8) lists them: several in braces, one alone without. No values:
 * no rule.
 */
export function matching(
  field: string,
  values: readonly (string | number)[],
  verdict: string,
): readonly string[] {
  const [first] = values;
  if (first === undefined) return [];
  return [`${field} ${values.length === 1 ? first : `{ ${values.join(', ')} }`} ${verdict}`];
}
