import * as E from 'fp-ts/lib/Either.js';
import type { Problem } from '../error.js';
import { type Address, addressOf, bitsOf, compareWords, type Family, parseAddress } from './address.js';
import type { Parsed } from './parsed.js';

/** A network: an address whose host bits are zero, and a length. `text` is canonical, as `10.1.2.0/24`. */
export interface Prefix {
  readonly kind: Family;
  readonly words: readonly number[];
  readonly length: number;
  readonly text: string;
}

/** An address on an interface, with the length of the prefix it lies in, as ip(8) writes it: `10.1.2.1/24`. */
export interface InterfaceAddress {
  readonly address: Address;
  readonly length: number;
  readonly text: string;
}

/** Parses a network from its canonical text. Host bits that are set are a `bad-prefix` with the network meant. */
export function parsePrefix(text: string): Parsed<Prefix> {
  const parsed = parseInterfaceAddress(text);
  if (E.isLeft(parsed)) return parsed;
  const { address, length } = parsed.right;
  const { kind, words } = address;
  for (let i = 0; i < words.length; i++) {
    if (((words[i] ?? 0) & ~maskOf(length, i)) !== 0) {
      return E.left({
        kind: 'bad-prefix',
        problem: 'host-bits',
        suggestion: networkOf(address, length).text,
      });
    }
  }
  return E.right({ kind, words, length, text });
}

/** Parses an address with a prefix length from its canonical text. Host bits may be set. */
export function parseInterfaceAddress(text: string): Parsed<InterfaceAddress> {
  const slash = text.indexOf('/');
  if (slash < 0) return E.left({ kind: 'bad-prefix', problem: 'no-length' });
  const address = parseAddress(text.slice(0, slash));
  if (E.isLeft(address)) return E.left(asPrefixProblem(address.left, text.slice(slash)));
  const length = readLength(text.slice(slash + 1), bitsOf(address.right.kind));
  if (length === undefined) return E.left({ kind: 'bad-prefix', problem: 'length-out-of-range' });
  return E.right({ address: address.right, length, text });
}

/** Returns the network of `length` bits that the address lies in. */
export function networkOf(address: Address, length: number): Prefix {
  const words = address.words.map((word, i) => (word & maskOf(length, i)) >>> 0);
  return { kind: address.kind, words, length, text: `${addressOf(words).text}/${length}` };
}

/** Returns the network that holds the one address: /32 or /128. */
export function hostPrefix({ kind, words, text }: Address): Prefix {
  const length = bitsOf(kind);
  return { kind, words, length, text: `${text}/${length}` };
}

/** Says whether the address lies in the network that the interface address is on. */
export function isOnLink({ address, length }: InterfaceAddress, other: Address): boolean {
  return sameNetwork(address, other, length);
}

/** Says whether every address of `inner` (a network or one address) is in `outer`. It never is across families. */
export function contains(outer: Prefix, inner: Prefix | Address): boolean {
  return !('length' in inner && inner.length < outer.length) && sameNetwork(outer, inner, outer.length);
}

/** Says whether the two networks share an address. Two networks overlap only when one contains the other. */
export function overlaps(a: Prefix, b: Prefix): boolean {
  return a.length <= b.length ? contains(a, b) : contains(b, a);
}

/**
 * Orders IPv4 before IPv6, then by address, then the shorter prefix first: a network comes before what it contains.
 */
export function comparePrefixes(a: Prefix, b: Prefix): number {
  return a.words.length - b.words.length || compareWords(a.words, b.words) || a.length - b.length;
}

/**
 * Returns the first address of the network after its own (`.1`), with the network's length: what a router of that
 * network takes. Returns `undefined` for a network of one address.
 */
export function firstAddress(prefix: Prefix): InterfaceAddress | undefined {
  if (prefix.length >= bitsOf(prefix.kind)) return undefined;
  const last = prefix.words.length - 1;
  const address = addressOf(prefix.words.map((word, i) => (i === last ? word + 1 : word)));
  return { address, length: prefix.length, text: `${address.text}/${prefix.length}` };
}

/** Says whether the first `length` bits are the same, in one family. */
function sameNetwork(
  a: Pick<Address, 'kind' | 'words'>,
  b: Pick<Address, 'kind' | 'words'>,
  length: number,
): boolean {
  if (a.kind !== b.kind) return false;
  for (let i = 0; i < a.words.length; i++) {
    if ((((a.words[i] ?? 0) ^ (b.words[i] ?? 0)) & maskOf(length, i)) !== 0) return false;
  }
  return true;
}

/** Returns the bits of word `i` that a prefix of this length fixes. */
function maskOf(length: number, i: number): number {
  const bits = length - 32 * i;
  return bits <= 0 ? 0 : bits >= 32 ? -1 : -1 << (32 - bits);
}

function readLength(text: string, maximum: number): number | undefined {
  if (!/^(0|[1-9]\d{0,2})$/.test(text)) return undefined;
  const length = Number(text);
  return length <= maximum ? length : undefined;
}

function asPrefixProblem(problem: Problem, length: string): Problem {
  if (problem.kind !== 'bad-address') return problem;
  const { problem: what, suggestion } = problem;
  return suggestion === undefined
    ? { kind: 'bad-prefix', problem: what }
    : { kind: 'bad-prefix', problem: what, suggestion: suggestion + length };
}
