import { createHash } from 'node:crypto';
import { type PrivateKey, type PublicKey, privateKeyOf, publicKeyOf } from '@networkd/planner';

/** How often the key of one node or access point changes in an example, at most. */
const generations = 2;

/**
 * Returns a private key of the examples, which only tests need. It is made from its owner's name, so that it is kept
 * nowhere. `owner` is `<network id>/<node or access point>`; the key after a rotation is of generation 2. Everybody has
 * these keys.
 */
function exampleKey(owner: string, generation = 1): PrivateKey {
  return privateKeyOf(createHash('sha256').update(`networkd example ${owner} ${generation}`).digest());
}

/** Returns the private half of an example's public key. Throws where the key is not one of `exampleKey`. */
export function privateHalf(owner: string, publicKey: string): PrivateKey {
  for (let generation = 1; generation <= generations; generation++) {
    const key = exampleKey(owner, generation);
    if (publicKeyOf(key) === publicKey) return key;
  }
  throw new Error(`${publicKey} is no key of ${owner}`);
}

/** Returns the public key of an example's node or access point. */
export function examplePublicKey(owner: string, generation = 1): PublicKey {
  return publicKeyOf(exampleKey(owner, generation));
}
