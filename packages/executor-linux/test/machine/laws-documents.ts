import { type Inventory, type PrivateKey, publicKeyOf, type TenantNetwork } from '@networkd/planner';
import { type JsonDocument, parsedMesh } from '@networkd/planner/testing';
import { keyFor } from '../networks.js';

/** One version of every network of a node, as JSON. */
export interface VersionDocuments {
  readonly networks: readonly JsonDocument[];
  readonly inventory: JsonDocument;
}

/** The same, parsed. */
export interface Version {
  readonly networks: readonly TenantNetwork[];
  readonly inventory: Inventory;
}

/** Successive versions, and the private halves of the keys in them by the public ones. */
export interface Keyed {
  readonly versions: readonly Version[];
  readonly keys: ReadonlyMap<string, PrivateKey>;
}

/**
 * Generated public keys are noise of which nobody has the private halves. Each is exchanged for one that has one,
 * always the same, so that keys that are kept, rotated or swapped between versions still are.
 */
export function keyed(history: readonly VersionDocuments[]): Keyed {
  const keys = new Map<string, PrivateKey>();
  const publicKeys = new Map<string, string>();
  const exchanged = (generated: string) => {
    const known = publicKeys.get(generated);
    if (known !== undefined) return known;
    const key = keyFor(generated);
    const publicKey = publicKeyOf(key);
    keys.set(publicKey, key);
    publicKeys.set(generated, publicKey);
    return publicKey;
  };
  const withKnown = (network: JsonDocument): JsonDocument =>
    JSON.parse(JSON.stringify(network), (name, value: unknown) =>
      name === 'publicKey' ? exchanged(String(value)) : value,
    );
  const versions = history.flatMap(({ networks, inventory }): readonly Version[] => {
    const meshes = networks.map((network) => parsedMesh({ network: withKnown(network), inventory }));
    const [first] = meshes;
    return first === undefined
      ? []
      : [{ networks: meshes.map(({ network }) => network), inventory: first.inventory }];
  });
  return { versions, keys };
}
