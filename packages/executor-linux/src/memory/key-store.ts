import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type OperationOf, type PrivateKey, privateKeyText, publicKeyOf } from '@networkd/planner';
import { refused } from '../error.js';
import { makeFolder, namesIn, readIfThere, replaceFile } from './file.js';
import { keyFile, readKey } from './secret.js';

const folderOf = (state: string) => join(state, 'keys');

/** Returns a public key in an alphabet of file names. */
const spelled = (publicKey: string) => publicKey.replaceAll('/', '_').replaceAll('+', '-');

/**
 * Returns the file of a key that a device of the network had. The key is the network's alone. A document of another
 * network may name the same public key, which everybody knows. That network must not get the private one for it.
 */
const fileOf = (state: string, network: string, publicKey: string) =>
  join(folderOf(state), `${network}.${spelled(publicKey)}.key`);

/** Where private keys are looked for. */
export interface KeyFolders {
  readonly secrets: string;
  readonly state: string;
  /** Towards a state that was on the node before: keys that devices had then serve as well. */
  readonly wayBack: boolean;
}

/**
 * Returns the private key that an operation asks for: the network's own, or, on the way back, the one that its device
 * had before. Refuses a key whose public half is not the one that the peers know.
 */
export function keyOf(
  { secrets, state, wayBack }: KeyFolders,
  operation: OperationOf<'WireGuardSetDevice'>,
): PrivateKey {
  const { owner: network, publicKey = '' } = operation;
  const file = keyFile(secrets, network);
  const own = readKey(file);
  if (own !== undefined && publicKeyOf(own) === publicKey) return own;
  const kept = wayBack ? readKey(fileOf(state, network, publicKey)) : undefined;
  if (kept !== undefined && publicKeyOf(kept) === publicKey) return kept;
  throw refused(
    own === undefined
      ? `${file}: no private key is there; put the one there whose public key is ${publicKey}, mode 0600`
      : `${file}: it is not the private key of ${publicKey}; put that one there, or give the network the public key ${publicKeyOf(own)}`,
  );
}

/** Keeps the key of a device of the network that is to lose it. */
export function keepKey(state: string, network: string, key: PrivateKey): void {
  makeFolder(folderOf(state));
  const file = fileOf(state, network, publicKeyOf(key));
  if (readIfThere(file) === undefined) replaceFile(file, `${privateKeyText(key)}\n`);
}

/** Forgets all keys but those with these public halves. */
export function forgetKeysBut(state: string, publicKeys: Iterable<string>): void {
  const kept = new Set([...publicKeys].map(spelled));
  for (const name of namesIn(folderOf(state))) {
    const publicKey = /^[0-9A-Za-z]+\.(.+)\.key$/.exec(name)?.[1];
    if (publicKey === undefined || !kept.has(publicKey)) rmSync(join(folderOf(state), name), { force: true });
  }
}
