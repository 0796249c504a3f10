import * as E from 'fp-ts/lib/Either.js';
import { IPv6 } from 'ip-num';
import type { AddressProblem, Problem } from '../error.js';
import type { Parsed } from './parsed.js';
import { present } from './present.js';

/** An address family, by its name in nft(8) and IANA's registry. */
export type Family = 'ipv4' | 'ipv6';

/**
 * An IP address. `words` are its bits as unsigned 32-bit numbers, most significant first: one for IPv4, four
 * for IPv6. `text` is its only canonical form (dotted decimal; RFC 5952).
 */
export interface Address {
  readonly kind: Family;
  readonly words: readonly number[];
  readonly text: string;
}

/** Returns the number of bits of an address of the family. */
export function bitsOf(family: Family): number {
  return family === 'ipv4' ? 32 : 128;
}

/**
 * Parses an IPv4 or IPv6 address from its canonical text. Anything else is a `bad-address` that says how the text
 * departs from it: leading zeros, missing octets, a zone id, an IPv4-mapped IPv6 address, upper case.
 */
export function parseAddress(text: string): Parsed<Address> {
  const kind = text.includes(':') ? 'ipv6' : 'ipv4';
  const words = kind === 'ipv6' ? readIPv6(text) : readIPv4(text);
  return words === undefined || isMapped(words) ? E.left(diagnose(text)) : E.right({ kind, words, text });
}

/** Returns the address with these words. One word makes IPv4, four make IPv6. */
export function addressOf(words: readonly number[]): Address {
  return words.length === 1
    ? { kind: 'ipv4', words, text: writeIPv4(words[0] ?? 0) }
    : { kind: 'ipv6', words, text: writeIPv6(words) };
}

/** Orders IPv4 before IPv6, then numerically. */
export function compareAddresses(a: Address, b: Address): number {
  return a.words.length - b.words.length || compareWords(a.words, b.words);
}

export function compareWords(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const zero = 48;
const dot = 46;

function readIPv4(text: string): readonly number[] | undefined {
  let word = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === dot && digits > 0 && dots < 3) {
      word = word * 256 + octet;
      octet = 0;
      digits = 0;
      dots++;
    } else if (code >= zero && code <= 57 && !(digits > 0 && octet === 0)) {
      octet = octet * 10 + code - zero;
      digits++;
      if (octet > 255) return undefined;
    } else return undefined;
  }
  return dots === 3 && digits > 0 ? [word * 256 + octet] : undefined;
}

/** Reads an IPv6 text in the form of RFC 5952 into words: lower case, no leading zeros, `::` where it belongs. */
function readIPv6(text: string): readonly number[] | undefined {
  const groups: number[] = [];
  let gap = -1;
  let group = 0;
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== colon) {
      const digit = hexDigit(code);
      if (digit < 0 || digits === 4 || (digits > 0 && group === 0)) return undefined;
      group = group * 16 + digit;
      digits++;
      continue;
    }
    const doubled = text.charCodeAt(i + 1) === colon;
    if (digits > 0) groups.push(group);
    if (doubled ? gap >= 0 || (digits === 0 && i > 0) : digits === 0 || i === text.length - 1)
      return undefined;
    if (doubled) {
      gap = groups.length;
      i++;
    }
    group = 0;
    digits = 0;
  }
  if (digits > 0) groups.push(group);
  const zeros = 8 - groups.length;
  if (gap < 0 ? zeros !== 0 : zeros < 1) return undefined;
  if (gap >= 0) groups.splice(gap, 0, ...zeroGroups.slice(0, zeros));
  const [start, length] = longestZeros(groups);
  return start === gap && (gap < 0 || length === zeros) ? joined(groups) : undefined;
}

const colon = 58;
const zeroGroups: readonly number[] = [0, 0, 0, 0, 0, 0, 0, 0];

function hexDigit(code: number): number {
  if (code >= zero && code <= 57) return code - zero;
  return code >= 97 && code <= 102 ? code - 87 : -1;
}

function joined(groups: readonly number[]): readonly number[] {
  const word = (i: number) => (groups[i] ?? 0) * 65_536 + (groups[i + 1] ?? 0);
  return [word(0), word(2), word(4), word(6)];
}

/** Returns start and length of the first longest run of two or more zero groups; [-1, 1] without one. */
function longestZeros(groups: readonly number[]): readonly [number, number] {
  let start = -1;
  let length = 1;
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (end < 8 && groups[end] === 0) end++;
    if (end - i > length) {
      start = i;
      length = end - i;
    }
    if (end > i) i = end - 1;
  }
  return [start, length];
}

function writeIPv4(word: number): string {
  return `${word >>> 24}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`;
}

/**
 * Writes IPv6 as RFC 5952 has it: lower case, no leading zeros, the first longest run of two or more zero groups
 * becomes `::`.
 */
function writeIPv6(words: readonly number[]): string {
  const groups = words.flatMap((word) => [word >>> 16, word & 65_535]);
  const [start, length] = longestZeros(groups);
  const hex = (from: number, to: number) =>
    groups
      .slice(from, to)
      .map((each) => each.toString(16))
      .join(':');
  return start < 0 ? hex(0, 8) : `${hex(0, start)}::${hex(start + length, 8)}`;
}

/** Says whether the address is IPv4-mapped, in ::ffff:0:0/96 (RFC 4291, 2.5.5.2). */
function isMapped(words: readonly number[]): boolean {
  return words.length === 4 && words[0] === 0 && words[1] === 0 && words[2] === 0xffff;
}

/**
 * Says what is wrong with a text. The text is refused already, so this may take its time and ask ip-num what was
 * meant.
 */
function diagnose(text: string): Problem {
  if (text.includes('%')) return problem('zone-id');
  if (!text.includes(':')) return diagnoseIPv4(text);
  if (text.includes('.')) return problem('ipv4-mapped', text.slice(text.lastIndexOf(':') + 1));
  const words = meantIPv6(text);
  if (words === undefined) return problem('not-an-address');
  return isMapped(words)
    ? problem('ipv4-mapped', writeIPv4(words[3] ?? 0))
    : problem('not-canonical', writeIPv6(words));
}

function diagnoseIPv4(text: string): Problem {
  const octets = text.split('.');
  if (!octets.every((octet) => /^\d{1,10}$/.test(octet))) return problem('not-an-address');
  if (octets.length !== 4) return problem(octets.length < 4 ? 'missing-octet' : 'not-an-address');
  if (octets.some((octet) => Number(octet) > 255)) return problem('octet-out-of-range');
  return problem('leading-zero', octets.map(Number).join('.'));
}

function meantIPv6(text: string): readonly number[] | undefined {
  try {
    const value = IPv6.fromString(text).getValue();
    return [96n, 64n, 32n, 0n].map((shift) => Number((value >> shift) & 0xffff_ffffn));
  } catch {
    return undefined;
  }
}

function problem(what: AddressProblem, suggestion?: string): Problem {
  return { kind: 'bad-address', problem: what, ...present({ suggestion }) };
}
