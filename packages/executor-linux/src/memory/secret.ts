import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
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
import { codeOf, reasonOf, refused } from '../error.js';
import { halfWrittenName, makeFolder, syncFolder } from './file.js';
import { readOwnFile } from './own-file.js';
import { refuseExposed } from './trust.js';

/** Returns the file of a network's private key. */
export function keyFile(folder: string, network: string): string {
  return join(folder, `${network}.key`);
}

/**
 * Makes the private key of a network in a file of its own, mode 0600. Returns its public key. Refuses to overwrite a
 * key.
 */
export function generateKey(folder: string, network: NetworkId): PublicKey {
  const file = keyFile(folder, network);
  const key = privateKeyOf(randomBytes(32));
  makeFolder(folder);
  const written = halfWrittenName(file);
  try {
    writeKey(written, key);
    // A link is made whole or not at all, and never in place of another.
    linkSync(written, file);
    syncFolder(folder);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw refused(`${file}: ${reasonOf(error)}`);
    throw refused(`${file}: there is a key already; move it away first if the network is to get another`);
  } finally {
    rmSync(written, { force: true });
  }
  return publicKeyOf(key);
}

/** Returns the public half of the private key of a network. */
export function showKey(folder: string, network: NetworkId): PublicKey {
  const file = keyFile(folder, network);
  const key = readKey(file);
  if (key === undefined) throw refused(`${file}: there is no key; make one with: tn key generate ${network}`);
  return publicKeyOf(key);
}

/** Bytes that a file with a key has at most: 45, and what somebody left around them. */
const mostBytes = 4096;

/** Returns the key in a file, or nothing where there is no file. Refuses one that others than we can read or write. */
export function readKey(file: string): PrivateKey | undefined {
  const text = readOwnFile(file, refuseExposed, mostBytes);
  if (text === undefined) return undefined;
  const key = parsePrivateKey(text);
  if (E.isRight(key)) return key.right;
  throw refused(`${file}: no private key of WireGuard is in it; put one there as wg genkey prints it`);
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
 * Returns a descriptor of a file without a name. A process that inherits it can read the key from it, and nobody else
 * can. The caller closes it.
 */
export function lend(key: PrivateKey, folder: string): number {
  makeFolder(folder);
  // Who lends has the node's lock: what has a name still is of a process that died in between.
  for (const name of readdirSync(folder)) if (name.startsWith(lent)) rmSync(join(folder, name));
  const file = join(folder, `${lent}${randomBytes(8).toString('hex')}`);
  const descriptor = openSync(file, 'wx+', 0o600);
  unlinkSync(file);
  writeFileSync(descriptor, `${privateKeyText(key)}\n`);
  return descriptor;
}
