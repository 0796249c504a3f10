import type { Rule } from './rule.js';
import { readRule, writeRule } from './rule-syntax.js';

/** Where a chain hooks in follows from its name. */
const hooks: Readonly<Record<Chain['name'], string>> = {
  input: 'filter hook input priority filter',
  forward: 'filter hook forward priority filter',
  output: 'filter hook output priority filter',
  prerouting: 'filter hook prerouting priority raw',
  postrouting: 'nat hook postrouting priority srcnat',
};

const names = ['input', 'forward', 'output', 'prerouting', 'postrouting'] as const;
const policies = ['drop', 'accept'] as const;
const indent = '    ';
const end = '  }';

/** One chain of a table: what becomes of a packet that no rule decides on, and its rules. */
export interface Chain {
  readonly name: (typeof names)[number];
  readonly policy: (typeof policies)[number];
  readonly rules: readonly Rule[];
}

/**
 * Writes the chains of a table as nft(8) lists them, except for the white space. Equal chains are equal texts: tables
 * are compared by the hash of theirs.
 */
export function writeRuleset(chains: readonly Chain[]): string {
  return chains
    .flatMap(({ name, policy, rules }) => [
      titleOf(name),
      hookOf(name, policy),
      ...rules.map((rule) => `${indent}${writeRule(rule)}`),
      end,
    ])
    .join('\n');
}

/** Returns the chains that `writeRuleset` has written so; `undefined` where the text has anything else in it. */
export function readRuleset(ruleset: string): readonly Chain[] | undefined {
  const chains = ruleset.split(/\n(?= {2}chain )/).map(readChain);
  return chains.every((each) => each !== undefined) ? chains : undefined;
}

function readChain(text: string): Chain | undefined {
  const lines = text.split('\n');
  const [title, hook] = lines;
  const name = names.find((each) => title === titleOf(each));
  if (name === undefined || lines.at(-1) !== end) return undefined;
  const policy = policies.find((each) => hook === hookOf(name, each));
  const rules = lines
    .slice(2, -1)
    .map((line) => (line.startsWith(indent) ? readRule(line.slice(indent.length)) : undefined));
  return policy !== undefined && rules.every((rule) => rule !== undefined)
    ? { name, policy, rules }
    : undefined;
}

/** Writes the line that opens a chain. Its name bears our prefix. */
function titleOf(name: Chain['name']): string {
  return `  chain networkd-${name} {`;
}

function hookOf(name: Chain['name'], policy: Chain['policy']): string {
  return `${indent}type ${hooks[name]}; policy ${policy};`;
}
