import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { IPv4, IPv4CidrRange, IPv6, IPv6CidrRange } from 'ip-num';
import { describe, expect, test } from 'vitest';
import { addressOf, bitsOf, compareAddresses, type Family, parseAddress } from '../../src/scalar/address.js';
import {
  comparePrefixes,
  contains,
  firstAddress,
  hostPrefix,
  networkOf,
  overlaps,
  type Prefix,
  parseInterfaceAddress,
  parsePrefix,
} from '../../src/scalar/prefix.js';
import { right } from '../right.js';

/** Random bits with long runs of zeros and ones, as addresses have. */
const word = fc.oneof(
  fc.integer({ min: 0, max: 0xffff_ffff }),
  fc.constantFrom(0, 1, 0xffff, 0xffff_0000, 0xffff_ffff),
);
const words: Readonly<Record<Family, fc.Arbitrary<readonly number[]>>> = {
  ipv4: fc.tuple(word),
  ipv6: fc.tuple(
    word.map((first) => (0x2000_0000 | (first & 0x1fff_ffff)) >>> 0),
    word,
    word,
    word,
  ),
};
const families = ['ipv4', 'ipv6'] as const;

function prefixes(family: Family): fc.Arbitrary<Prefix> {
  const length = fc.nat({ max: bitsOf(family) });
  return fc.tuple(words[family], length).map(([bits, bitsFixed]) => networkOf(addressOf(bits), bitsFixed));
}

/** Two prefixes, often one in the other. */
function pairs(family: Family): fc.Arbitrary<readonly [Prefix, Prefix]> {
  const inside = fc
    .tuple(prefixes(family), fc.nat({ max: bitsOf(family) }))
    .map(([prefix, length]): [Prefix, Prefix] => [
      networkOf(addressOf(prefix.words), Math.min(length, prefix.length)),
      prefix,
    ]);
  return fc.oneof(
    fc.tuple(prefixes(family), prefixes(family)),
    inside,
    inside.map(([a, b]): [Prefix, Prefix] => [b, a]),
  );
}

const oracle = {
  ipv4: (text: string) => IPv4CidrRange.fromCidr(text),
  ipv6: (text: string) => IPv6CidrRange.fromCidr(text),
};

/** ip-num's containment, asked of two ranges of one family. */
function contained(family: Family, outer: string, inner: string): boolean {
  if (outer === inner) return true;
  return family === 'ipv4'
    ? oracle.ipv4(outer).contains(oracle.ipv4(inner))
    : oracle.ipv6(outer).contains(oracle.ipv6(inner));
}

describe.each(families)('%s, with ip-num as the oracle', (family) => {
  test('an address reads back from its own text, and is the number ip-num reads', () => {
    fc.assert(
      fc.property(words[family], (bits) => {
        const { text } = addressOf(bits);
        expect(right(parseAddress(text)).words).toEqual(bits);
        const value = family === 'ipv4' ? IPv4.fromString(text).getValue() : IPv6.fromString(text).getValue();
        expect(BigInt(value)).toBe(bits.reduce((number, each) => (number << 32n) | BigInt(each), 0n));
      }),
    );
  });

  test('addresses are ordered as the numbers they are', () => {
    fc.assert(
      fc.property(words[family], words[family], (a, b) => {
        const [x, y] = [a, b].map((bits) =>
          bits.reduce((number, each) => (number << 32n) | BigInt(each), 0n),
        );
        const expected = x === y ? 0 : Number((x ?? 0n) > (y ?? 0n)) * 2 - 1;
        expect(Math.sign(compareAddresses(addressOf(a), addressOf(b)))).toBe(expected);
      }),
    );
  });

  test('a prefix reads back from its own text, and its network is the one ip-num masks out', () => {
    fc.assert(
      fc.property(words[family], fc.nat({ max: bitsOf(family) }), (bits, length) => {
        const text = `${addressOf(bits).text}/${length}`;
        const { address } = right(parseInterfaceAddress(text));
        const network = networkOf(address, length);
        expect(right(parsePrefix(network.text))).toEqual(network);
        const first = family === 'ipv4' ? oracle.ipv4(text).getFirst() : oracle.ipv6(text).getFirst();
        expect(BigInt(first.getValue())).toBe(
          network.words.reduce((number, each) => (number << 32n) | BigInt(each), 0n),
        );
      }),
    );
  });

  test('a network with host bits set is refused, with the network that was meant', () => {
    fc.assert(
      fc.property(words[family], fc.nat({ max: bitsOf(family) - 1 }), (bits, length) => {
        const address = addressOf(bits);
        const network = networkOf(address, length);
        const parsed = parsePrefix(`${address.text}/${length}`);
        const isNetwork = hostPrefix(address).words.every((each, i) => each === network.words[i]);
        expect(parsed).toEqual(
          isNetwork
            ? E.right(network)
            : E.left({ kind: 'bad-prefix', problem: 'host-bits', suggestion: network.text }),
        );
      }),
    );
  });

  test('contains and overlaps', () => {
    fc.assert(
      fc.property(pairs(family), ([a, b]) => {
        expect(contains(a, b)).toBe(contained(family, a.text, b.text));
        const either = contained(family, a.text, b.text) || contained(family, b.text, a.text);
        expect(overlaps(a, b)).toBe(either);
        expect(overlaps(b, a)).toBe(either);
      }),
    );
  });

  test('prefixes are in an order in which each comes before what it contains', () => {
    fc.assert(
      fc.property(pairs(family), ([a, b]) => {
        expect(Math.sign(comparePrefixes(a, b))).toBe(-Math.sign(comparePrefixes(b, a)) + 0);
        if (a.text !== b.text && contains(a, b)) expect(comparePrefixes(a, b)).toBeLessThan(0);
        if (a.text !== b.text) expect(comparePrefixes(a, b)).not.toBe(0);
      }),
    );
  });

  test('the first address of a network is in it, after its own, and a network of one has no such address', () => {
    fc.assert(
      fc.property(prefixes(family), (prefix) => {
        const first = firstAddress(prefix);
        if (prefix.length === bitsOf(family)) expect(first).toBeUndefined();
        else {
          expect(contains(prefix, first?.address ?? addressOf([0]))).toBe(true);
          expect(first?.address.words.at(-1)).toBe((prefix.words.at(-1) ?? 0) + 1);
          expect(first?.text).toBe(`${first?.address.text}/${prefix.length}`);
        }
      }),
    );
  });
});

test('networks of two families never contain or overlap each other, unlike in ip-num', () => {
  fc.assert(
    fc.property(prefixes('ipv4'), prefixes('ipv6'), (a, b) => {
      expect([contains(a, b), contains(b, a), overlaps(a, b), overlaps(b, a)]).toEqual([
        false,
        false,
        false,
        false,
      ]);
    }),
  );
});
