import { base64 } from '@scure/base';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import nacl from 'tweetnacl';
import { expect, test } from 'vitest';
import {
  parsePrivateKey,
  parsePublicKey,
  privateKeyOf,
  privateKeyText,
  publicKeyOf,
} from '../../src/scalar/key.js';
import { right } from '../right.js';

const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });

/** 2^255 - 19, the order of the field. */
const field = 2n ** 255n - 19n;

/** The numbers whose points are of small order: RFC 7748 section 6, with those not reduced modulo the field. */
const lowOrder = [
  0n,
  1n,
  325606250916557431795983626356110631294008115727848805560023387167927233504n,
  39382357235489614581723060781553021112529911719440698176882885853963445705823n,
  field - 1n,
  field,
  field + 1n,
];

function littleEndian(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
}

/** Does tweetnacl agree on nothing but zeros with this key? */
function agreesOnNothing(key: Uint8Array): boolean {
  const scalar = Uint8Array.from({ length: 32 }, (_, i) => i + 7);
  return nacl.scalarMult(scalar, key).every((byte) => byte === 0);
}

test.each(lowOrder.flatMap((value) => [value, value + 2n ** 255n]))(
  'the point %s is of low order and refused',
  (value) => {
    const key = littleEndian(value);
    expect(agreesOnNothing(key)).toBe(true);
    const problem = value === 0n ? 'all-zero' : 'low-order';
    expect(parsePublicKey(base64.encode(key))).toEqual(E.left({ kind: 'bad-key', problem }));
  },
);

test('a key is refused exactly where tweetnacl agrees on nothing but zeros', () => {
  const near = fc
    .tuple(fc.constantFrom(...lowOrder), fc.integer({ min: -2, max: 2 }))
    .map(([value, step]) => {
      const moved = value + BigInt(step);
      return littleEndian(moved < 0n ? 0n : moved);
    });
  fc.assert(
    fc.property(fc.oneof({ weight: 1, arbitrary: bytes }, { weight: 1, arbitrary: near }), (key) => {
      expect(E.isLeft(parsePublicKey(base64.encode(key)))).toBe(agreesOnNothing(key));
    }),
  );
});

test.each([
  ['', 'not-base64'],
  ['not base64', 'not-base64'],
  ['AAAA', 'not-32-bytes'],
  [base64.encode(new Uint8Array(31).fill(7)), 'not-32-bytes'],
  [base64.encode(new Uint8Array(33).fill(7)), 'not-32-bytes'],
  ['i7meQzK4IBhHlpmrK8vJoZNXX+XBmVDt486xd8MwiRp=', 'not-base64'],
  ['i7meQzK4IBhHlpmrK8vJoZNXX-XBmVDt486xd8MwiRo=', 'not-base64'],
  [' i7meQzK4IBhHlpmrK8vJoZNXX+XBmVDt486xd8MwiRo=', 'not-base64'],
  ['i7meQzK4IBhHlpmrK8vJoZNXX+XBmVDt486xd8MwiRo', 'not-base64'],
])('the key %j is refused as %s', (text, problem) => {
  expect(parsePublicKey(text)).toEqual(E.left({ kind: 'bad-key', problem }));
});

test('a private key is clamped once, reads back from its text, and has the public key tweetnacl derives', () => {
  fc.assert(
    fc.property(bytes, (random) => {
      const key = privateKeyOf(random);
      expect([(key[0] ?? 0) & 7, (key[31] ?? 0) & 192]).toEqual([0, 64]);
      expect(privateKeyOf(key)).toEqual(key);
      expect(right(parsePrivateKey(`${privateKeyText(key)}\n`))).toEqual(key);
      expect(publicKeyOf(key)).toBe(base64.encode(nacl.scalarMult.base(random)));
    }),
  );
});

test('a private key takes 32 bytes', () => {
  expect(() => privateKeyOf(new Uint8Array(31))).toThrow(RangeError);
  expect(E.isLeft(parsePrivateKey('AAAA'))).toBe(true);
});
