import type { Chain, Hook, Rule, Verdict } from './chain.js';
import { type Answer, answer, negated, type Packet, some } from './packet.js';
import { isBetween, isInside } from './value.js';

/** The chains of iptables(8) that packets for the host or through it meet, by their hooks. NAT drops nothing. */
const hooks: Readonly<Record<string, Hook>> = {
  PREROUTING: 'prerouting',
  INPUT: 'input',
  FORWARD: 'forward',
};
const tables: readonly string[] = ['raw', 'mangle', 'filter', 'security'];

/** Returns the chains that iptables-save(8) or ip6tables-save(8) prints. */
export function iptablesChains(text: string, family: Packet['family']): readonly Chain[] {
  const chains: (Chain & { readonly rules: Rule[] })[] = [];
  let table = '';
  for (const line of text.split('\n')) {
    if (line.startsWith('*')) table = line.slice(1).trim();
    if (!tables.includes(table)) continue;
    const named = `${family === 'ipv4' ? 'ip' : 'ip6'} ${table}`;
    const [, name, policy] = /^:(\S+) (\S+)/.exec(line) ?? [];
    const hook = name === undefined ? undefined : hooks[name];
    if (name !== undefined) {
      chains.push({
        table: named,
        families: [family],
        name,
        rules: [],
        ...(hook === undefined ? {} : { base: { hook, policy: policy === 'DROP' ? 'drop' : 'accept' } }),
      });
    }
    const [verb, of = '', ...words] = wordsOf(line);
    const chain = verb === '-A' ? chains.find((each) => each.table === named && each.name === of) : undefined;
    chain?.rules.push(ruleOf(words));
  }
  return chains;
}

/** Returns the words of a line. Words with blanks are in quotes there. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(([, quoted, bare]) => bare ?? quoted ?? '');
}

function ruleOf(words: readonly string[]): Rule {
  const matches: ((packet: Packet) => Answer)[] = [];
  let isNot = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const values: string[] = [];
    if (word === '!') {
      isNot = true;
      continue;
    }
    while (words[i + 1] !== undefined && !/^(?:-|!$)/.test(words[i + 1] ?? '')) values.push(words[++i] ?? '');
    const [value = ''] = values;
    if (word === '-j' || word === '-g') return { matches, ...verdictOf(word, value) };
    const match = matchOf(word, value);
    const negates = isNot;
    if (match !== undefined) matches.push((packet) => (negates ? negated(match(packet)) : match(packet)));
    isNot = false;
  }
  return { matches };
}

/** Returns the verdict of a target. Targets that decide nothing, as those that log, have none. */
function verdictOf(word: string, target: string): { readonly verdict?: Verdict } {
  if (word === '-g') return { verdict: { kind: 'goto', chain: target } };
  if (target === 'ACCEPT') return { verdict: { kind: 'accept' } };
  if (target === 'DROP' || target === 'REJECT') return { verdict: { kind: 'drop' } };
  if (target === 'RETURN') return { verdict: { kind: 'return' } };
  return /^(?:LOG|NFLOG|MARK|CONNMARK|TCPMSS|CT|NOTRACK|TRACE|CHECKSUM|DSCP|TOS|SET|AUDIT)$/.test(target)
    ? {}
    : { verdict: { kind: 'jump', chain: target } };
}

/**
 * Returns what an option asks of a packet. Returns nothing where it only names a module or says something to people.
 */
function matchOf(option: string, value: string): ((packet: Packet) => Answer) | undefined {
  const list = value.split(',');
  switch (option) {
    case '-m':
    case '--comment':
      return undefined;
    case '-i':
      return ({ iifname }) => isInterface(iifname, value);
    case '-o':
      return ({ oifname = '' }) => isInterface(oifname, value);
    case '-p':
      return () => answer(value === 'udp' || value === 'all' || value === '17');
    case '-s':
      return ({ saddr }) => some(list.map((each) => isIn(saddr, each)));
    case '-d':
      return ({ daddr }) => some(list.map((each) => isIn(daddr, each)));
    case '--dport':
    case '--dports':
      return ({ dport }) => some(list.map((each) => isPort(dport, each)));
    case '--ctstate':
    case '--state':
      return ({ state }) => answer(list.includes(state.toUpperCase()));
    case '--dst-type':
      return ({ oifname }) => answer(list.includes(oifname === undefined ? 'LOCAL' : 'UNICAST'));
    case '--physdev-is-bridged':
      return ({ iifname, oifname }) => answer(iifname === oifname);
    case '--ctstatus':
    case '--icmp-type':
    case '--icmpv6-type':
      return () => 'no';
    default:
      return () => 'maybe';
  }
}

function isInterface(name: string, wanted: string): Answer {
  return answer(wanted.endsWith('+') ? name.startsWith(wanted.slice(0, -1)) : name === wanted);
}

function isIn(address: string, network: string): Answer {
  const [base = '', length] = network.split('/');
  return isInside(address, base, length === undefined ? (base.includes(':') ? 128 : 32) : Number(length));
}

function isPort(port: number, wanted: string): Answer {
  const [first = '', last = first] = wanted.split(':');
  return isBetween(port, first, last);
}
