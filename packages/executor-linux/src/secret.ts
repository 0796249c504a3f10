import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  type NetworkId,
  type PrivateKey,
  type PublicKey,
  parsePrivateKey,
  privateKeyOf,
  privateKeyText,
  publicKeyOf,
} from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { codeOf, refused } from './error.js';

/** The file of a network's private key. */
export function keyFile(folder: string, network: string): string {
  return join(folder, `${network}.key`);
}

/**
 * Makes the private key of a network in a file of its own, mode 0600, and gives its public key. Refuses to
 * overwrite one.
 */
export function generateKey(folder: string, network: NetworkId): PublicKey {
  const file = keyFile(folder, network);
  const key = privateKeyOf(randomBytes(32));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    writeKey(file, key);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw unusable(file, error);
    throw refused(`${file}: there is a key already; move it away first if the network is to get another`);
  }
  return publicKeyOf(key);
}

/** The public half of the private key of a network. */
export function showKey(folder: string, network: NetworkId): PublicKey {
  const file = keyFile(folder, network);
  const key = readKey(file);
  if (key === undefined) throw refused(`${file}: there is no key; make one with: tn key generate ${network}`);
  return publicKeyOf(key);
}

/** The key in a file, or nothing where there is no file. One that others than its owner can read is refused. */
export function readKey(file: string): PrivateKey | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw unusable(file, error);
  }
  try {
    const mode = fstatSync(descriptor).mode & 0o777;
    if ((mode & 0o077) !== 0) {
      throw refused(
        `${file}: others than its owner can read it (mode ${mode.toString(8)}); run: chmod 600 ${file}`,
      );
    }
    const key = parsePrivateKey(readFileSync(descriptor, 'utf8'));
    if (E.isRight(key)) return key.right;
    throw refused(`${file}: no private key of WireGuard is in it; put one there as wg genkey prints it`);
  } finally {
    closeSync(descriptor);
  }
}

/** Writes a key to a new file for its owner only, on the disk before this returns. */
function writeKey(file: string, key: PrivateKey): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeFileSync(descriptor, `${privateKeyText(key)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

const lent = '.lent.';

/**
 * A descriptor from which a process that inherits it can read the key, and nobody else: that of a file without a
 * name. The caller closes it.
 */
export function lend(key: PrivateKey, folder: string): number {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Who lends has the node's lock: what has a name still is of a process that died in between.
  for (const name of readdirSync(folder)) if (name.startsWith(lent)) rmSync(join(folder, name));
  const file = join(folder, `${lent}${randomBytes(8).toString('hex')}`);
  const descriptor = openSync(file, 'wx+', 0o600);
  unlinkSync(file);
  writeFileSync(descriptor, `${privateKeyText(key)}\n`);
  return descriptor;
}

function unusable(file: string, error: unknown): Error {
  return refused(`${file}: ${error instanceof Error ? error.message : String(error)}`);
}
