import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type PrivateKey, privateKeyText, publicKeyOf, type WireGuardSetDevice } from '@networkd/planner';
import { refused } from './error.js';
import { keyFile, readKey } from './secret.js';
import { makeFolder, namesIn, readIfThere, replaceFile } from './state-folder.js';

const folderOf = (state: string) => join(state, 'keys');

/** The file of a key that a device had: by its public half, in an alphabet of file names. */
const fileOf = (state: string, publicKey: string) =>
  join(folderOf(state), `${publicKey.replaceAll('/', '_').replaceAll('+', '-')}.key`);

/**
 * The private key that an operation asks for: the network's own, or, on the way back, the one that its device had
 * before. A key whose public half is another than the peers know is refused.
 */
export function keyOf(secrets: string, state: string, operation: WireGuardSetDevice): PrivateKey {
  const { network, publicKey = '' } = operation;
  const file = keyFile(secrets, network);
  const own = readKey(file);
  if (own !== undefined && publicKeyOf(own) === publicKey) return own;
  const kept = readKey(fileOf(state, publicKey));
  if (kept !== undefined && publicKeyOf(kept) === publicKey) return kept;
  throw refused(
    own === undefined
      ? `${file}: no private key is there; put the one there whose public key is ${publicKey}, mode 0600`
      : `${file}: it is not the private key of ${publicKey}; put that one there, or give the network the public key ${publicKeyOf(own)}`,
  );
}

/** Keeps the key of a device that is to lose it. */
export function keepKey(state: string, key: PrivateKey): void {
  makeFolder(folderOf(state));
  const file = fileOf(state, publicKeyOf(key));
  if (readIfThere(file) === undefined) replaceFile(file, `${privateKeyText(key)}\n`);
}

/** Forgets all keys but those with these public halves. */
export function forgetKeysBut(state: string, publicKeys: Iterable<string>): void {
  const kept = new Set([...publicKeys].map((each) => fileOf(state, each)));
  for (const name of namesIn(folderOf(state))) {
    const file = join(folderOf(state), name);
    if (!kept.has(file)) rmSync(file, { force: true });
  }
}
