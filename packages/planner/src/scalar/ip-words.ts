import * as E from 'fp-ts/lib/Either.js';
import { parseAddress } from './address.js';
import { parseInterfaceName } from './name.js';
import type { Parsed } from './parsed.js';
import { parseInterfaceAddress, parsePrefix } from './prefix.js';

/** The objects of ip(8) that are told apart in words of its own. */
export const ipObjects = ['address', 'route', 'rule'] as const;

/** One of them. */
export type IpObject = (typeof ipObjects)[number];

type Check = (word: string) => boolean;

const text =
  (pattern: RegExp): Check =>
  (word) =>
    pattern.test(word);
const number = text(/^\d{1,10}$/);
const hexadecimal = text(/^0x[0-9a-f]{1,8}$/);
const name: Check = (word) => E.isRight(parseInterfaceName(word));
const address: Check = (word) => E.isRight(parseAddress(word));
const onLink: Check = (word) => E.isRight(parseInterfaceAddress(word));
const prefix: Check = (word) => E.isRight(parsePrefix(word));

/** What comes first, words that stand alone, and those that a value follows, with what that may be. */
interface Grammar {
  readonly first: Check;
  readonly flags: ReadonlySet<string>;
  readonly values: Readonly<Record<string, Check>>;
}

/** The types of routes that lead over a link, each before the destination. */
const routeTypes = ['unicast', 'local', 'broadcast', 'multicast', 'anycast'] as const;

/** The metrics of a route that are numbers, ip-route(8). */
export const routeMetrics = [
  ...['mtu', 'advmss', 'window', 'rtt', 'rttvar', 'ssthresh', 'cwnd', 'initcwnd', 'initrwnd'],
  ...['reordering', 'hoplimit', 'rto_min', 'quickack'],
] as const;

const numbers = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, number]));

const grammars: Readonly<Record<IpObject, Grammar>> = {
  address: {
    first: (word) => onLink(word) || address(word),
    flags: new Set(['noprefixroute', 'home', 'mngtmpaddr', 'autojoin', 'nodad']),
    values: {
      ...numbers(['scope', 'metric', 'proto']),
      peer: onLink,
      broadcast: address,
      dev: name,
      label: text(/^[0-9A-Za-z_][0-9A-Za-z._@:-]{0,14}$/),
      preferred_lft: text(/^0$/),
    },
  },
  route: {
    first: (word) => (routeTypes as readonly string[]).includes(word),
    flags: new Set(['onlink', 'nexthop']),
    values: {
      ...numbers(['table', 'proto', 'scope', 'metric', 'weight', ...routeMetrics]),
      ...Object.fromEntries(routeTypes.map((type) => [type, prefix])),
      via: address,
      inet6: address,
      dev: name,
      src: address,
      tos: hexadecimal,
      congctl: text(/^[a-z0-9_]{1,15}$/),
      features: text(/^ecn$/),
      pref: text(/^(low|medium|high)$/),
    },
  },
  rule: {
    first: text(/^(priority|not)$/),
    flags: new Set(['not', 'blackhole', 'unreachable', 'prohibit', 'nop', 'l3mdev']),
    values: {
      ...numbers(['priority', 'lookup', 'goto', 'protocol', 'ipproto', 'tun_id']),
      ...numbers(['suppress_prefixlength', 'suppress_ifgroup']),
      from: (word) => word === 'all' || prefix(word),
      to: prefix,
      tos: hexadecimal,
      fwmark: text(/^0x[0-9a-f]{1,8}\/0x[0-9a-f]{1,8}$/),
      iif: name,
      oif: name,
      sport: text(/^\d{1,5}-\d{1,5}$/),
      dport: text(/^\d{1,5}-\d{1,5}$/),
      uidrange: text(/^\d{1,10}-\d{1,10}$/),
    },
  },
};

/**
 * Parses an address, a route or a rule as ip(8) takes it after `add`. The words are of its own language and of the
 * right type, so that no word can be read as another. Returns `bad-text` otherwise.
 */
export function parseIpWords(object: IpObject, spoken: string): Parsed<string> {
  return isSpoken(grammars[object], spoken.split(' '))
    ? E.right(spoken)
    : E.left({ kind: 'bad-text', expected: `a ${object} in the words of ip(8)` });
}

/** Parses the words of any of the objects. */
export function parseAnyIpWords(spoken: string): Parsed<string> {
  return ipObjects.some((object) => E.isRight(parseIpWords(object, spoken)))
    ? E.right(spoken)
    : E.left({ kind: 'bad-text', expected: 'an address, route or rule in the words of ip(8)' });
}

/** Returns the links that the words name. */
export function linksIn(spoken: string): readonly string[] {
  const words = spoken.split(' ');
  return words.filter((_, i) => ['dev', 'iif', 'oif'].includes(words[i - 1] ?? ''));
}

/** Says whether the words follow the grammar. The route's gateway may be of the other family: `via inet6 fe80::1`. */
function isSpoken({ first, flags, values }: Grammar, words: readonly string[]): boolean {
  const [head = '', ...rest] = words;
  if (!first(head)) return false;
  const all = values[head] === undefined ? rest : words;
  for (let i = 0; i < all.length; i++) {
    const word = all[i] ?? '';
    if (flags.has(word) || (word === 'via' && all[i + 1] === 'inet6')) continue;
    const check = values[word];
    if (check?.(all[++i] ?? '') !== true) return false;
  }
  return true;
}

/** Returns the value after a word, or nothing where the word is absent. */
export function wordAfter(spoken: string, key: string): string | undefined {
  const words = spoken.split(' ');
  const at = words.indexOf(key);
  return at < 0 ? undefined : words[at + 1];
}
