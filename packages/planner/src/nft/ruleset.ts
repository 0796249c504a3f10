import * as E from 'fp-ts/lib/Either.js';
import { show } from '../error.js';
import type { Parsed } from '../scalar/parsed.js';
import { pattern } from './pattern.js';

/** The words of rules that match connections and interfaces. */
const words = [
  ...['ct', 'state', 'established,related', 'invalid', 'accept', 'drop', 'iifname', 'oifname'],
  ...['tcp', 'flags', 'syn', 'option', 'maxseg', 'size', 'set', 'rt', 'mtu'],
];

const { name, number, mark, ipv4, ipv6 } = pattern;
const several = (value: string) => `\\{ ${value}(?:, ${value})* \\}`;
const some = (value: string) => `(?:${value}|${several(value)})`;
const part = `(?:${[...words, name, several(name)].join('|')})`;

const limit = `limit rate ${number}/second burst ${number} packets`;

/** Rules that match more than that, each in the one way in which ours do. */
const rules = [
  `${part}(?: ${part})*`,
  `iifname != ${name}(?: oifname ${name})? drop`,
  `iifname ${name} oifname != ${name} drop`,
  `iifname ${name} oifname ${name} (?:limit rate over ${number}/second burst ${number} packets|ct count over ${number}) drop`,
  `iifgroup ${number} iifname != ${name} drop`,
  `iifgroup ${number} iifname != ${several(name)} (?:oifgroup != ${number}|oifname ${several(name)}) drop`,
  `iifgroup ${number} iifname != ${several(name)} notrack`,
  `(?:iifgroup != ${number}|iifname ${several(name)}) oifgroup ${number} oifname != ${several(name)} drop`,
  `iifname ${name} udp sport 67 udp dport 68 accept`,
  `meta l4proto udp meta mark & ${mark} == ${mark} accept`,
  `udp dport ${number} meta mark set meta mark \\| ${mark}`,
  `(?:iifname ${name} )?ip6 hoplimit (?:1|255) icmpv6 type ${some('(?:nd|mld)-[a-z-]{5,20}')}(?: ${limit})? accept`,
  'icmpv6 type packet-too-big accept',
  'icmpv6 type nd-redirect drop',
  `icmp(?:v6)? type echo-request ${limit} accept`,
  'icmp(?:v6)? type echo-request drop',
  `tcp dport ${some(number)} drop`,
  `ip daddr ${some(ipv4)} drop`,
  `ip6 daddr (?:!= )?${some(ipv6)} drop`,
  `oifname ${some(name)} masquerade(?: fully-random)?`,
];

const hooks = [
  'filter hook (?:input|forward) priority filter; policy drop',
  'filter hook forward priority filter; policy accept',
  'filter hook output priority filter; policy accept',
  'filter hook prerouting priority raw; policy accept',
  'nat hook postrouting priority srcnat; policy accept',
];

const chainLine = /^chain [A-Za-z][0-9A-Za-z_-]{0,30} \{$/;
const hookLine = new RegExp(`^type (?:${hooks.join('|')});$`);
const ruleLine = new RegExp(`^(?:${rules.join('|')})$`);

/**
 * Parses the body of our nft table. It has nothing but what our firewalls are made of: chains at the hooks that they
 * use, and rules of their few words. Takes what nft(8) lists of it as well, which differs in white space.
 */
export function parseRuleset(text: string): Parsed<string> {
  let open: string | undefined;
  for (const line of text.split('\n')) {
    const statement = line.replace(/^[\t ]+/, '');
    if (statement === '') continue;
    if (open === undefined) {
      if (!chainLine.test(statement)) return badLine(line);
      open = line;
    } else if (statement === '}') open = undefined;
    else if (!hookLine.test(statement) && !ruleLine.test(statement)) return badLine(line);
  }
  return open === undefined ? E.right(text) : badLine(open);
}

/** Returns the names of interfaces in a ruleset. */
export function interfacesIn(ruleset: string): readonly string[] {
  return [...ruleset.matchAll(/"([^"]*)"/g)].map(([, quoted = '']) => quoted);
}

/** Printable ASCII, and outside of quotes none of `#`, `$`, backslash and backtick. */
const listedLine = /^(?:[\t !%-[\]-_a-~]|"[ !#-~]*")*$/;

/**
 * Parses the body of our nft table as it was found, with all that somebody wrote into it. It may have to be put back
 * as it was, so nothing in it may reach beyond the table: braces are paired within, and no other file is read.
 */
export function parseListing(text: string): Parsed<string> {
  const open: string[] = [];
  for (const line of text.split('\n')) {
    const statement = line.replaceAll(/"[^"]*"/g, '""');
    if (!listedLine.test(line) || /\b(?:include|(?:re|un)?define)\b/.test(statement)) return badLine(line);
    for (const character of statement) {
      if (character === '{') open.push(line);
      else if (character === '}' && open.pop() === undefined) return badLine(line);
    }
  }
  const [unclosed] = open;
  return unclosed === undefined ? E.right(text) : badLine(unclosed);
}

function badLine(line: string): Parsed<never> {
  return E.left({ kind: 'bad-ruleset', line: show(line) });
}
