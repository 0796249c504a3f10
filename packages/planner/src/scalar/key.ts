import { base64 } from '@scure/base';
import * as E from 'fp-ts/lib/Either.js';
import nacl from 'tweetnacl';
import type { Brand, Parsed } from './parsed.js';

/** A Curve25519 public key as wg(8) prints it: 44 characters of base64 for 32 bytes. */
export type PublicKey = Brand<string, 'PublicKey'>;

/** A clamped Curve25519 private key, 32 bytes. Bytes, not text, so that it cannot slip into a message. */
export type PrivateKey = Brand<Uint8Array, 'PrivateKey'>;

/** 32 bytes in base64: 43 characters of which the last holds four bits, and one `=`. */
const canonical = /^[0-9A-Za-z+/]{42}[AEIMQUYcgkosw048]=$/;

/**
 * The points of small order on Curve25519, little endian, without the top bit that X25519 ignores (RFC 7748).
 * A peer with such a key would agree on an all-zero secret with anybody.
 */
const lowOrderPoints = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
];

const lowOrder: ReadonlySet<string> = new Set(lowOrderPoints.flatMap(bothTopBits));
const allZero = base64.encode(new Uint8Array(32));

/**
 * Parses a public key from its canonical base64, or returns `bad-key`: also for a key with which WireGuard could
 * never agree on a secret.
 */
export function parsePublicKey(text: string): Parsed<PublicKey> {
  if (!canonical.test(text)) {
    return E.left({ kind: 'bad-key', problem: isBase64(text) ? 'not-32-bytes' : 'not-base64' });
  }
  if (!lowOrder.has(text)) return E.right(text as PublicKey);
  return E.left({ kind: 'bad-key', problem: text === allZero ? 'all-zero' : 'low-order' });
}

/**
 * Parses a private key from the base64 text of a key file. Surrounding white space is allowed, as wg(8) allows it.
 */
export function parsePrivateKey(text: string): Parsed<PrivateKey> {
  const trimmed = text.trim();
  if (!canonical.test(trimmed)) return E.left({ kind: 'bad-key', problem: 'not-32-bytes' });
  return E.right(clamp(base64.decode(trimmed)));
}

/**
 * Returns the private key that 32 random bytes make, clamped as RFC 7748 asks. The caller brings the randomness.
 * Throws `RangeError` where there are not 32 bytes.
 */
export function privateKeyOf(random: Uint8Array): PrivateKey {
  if (random.length !== 32) throw new RangeError(`a private key takes 32 random bytes, not ${random.length}`);
  return clamp(random);
}

/** Returns the public key of a private key (RFC 7748, X25519). */
export function publicKeyOf(privateKey: PrivateKey): PublicKey {
  return base64.encode(nacl.scalarMult.base(privateKey)) as PublicKey;
}

/** Writes the private key in wg(8)'s base64, for a key file or a configuration handed to its owner. */
export function privateKeyText(privateKey: PrivateKey): string {
  return base64.encode(privateKey);
}

function clamp(bytes: Uint8Array): PrivateKey {
  const key = Uint8Array.from(bytes);
  key[0] = (key[0] ?? 0) & 248;
  key[31] = ((key[31] ?? 0) & 127) | 64;
  return key as PrivateKey;
}

function bothTopBits(hex: string): readonly string[] {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  const high = Uint8Array.from(bytes, (byte, i) => (i === 31 ? byte | 128 : byte));
  return [base64.encode(bytes), base64.encode(high)];
}

function isBase64(text: string): boolean {
  try {
    return base64.decode(text).length > 0;
  } catch {
    return false;
  }
}
