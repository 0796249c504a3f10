import type { Resource } from '../kind/resource.js';
import { identityOf } from './identity.js';

/**
 * Values by the identity of resources. Peers, by far the most, are kept by namespace, device and key, which are texts
 * already; for others the text of their identity is made.
 */
export interface IdentityMap<V> {
  readonly get: (resource: Resource) => V | undefined;
  readonly set: (resource: Resource, value: V) => void;
}

export function identityMap<V>(): IdentityMap<V> {
  const others = new Map<string, V>();
  const peers = new Map<string, Map<string, Map<string, V>>>();
  return {
    get: (resource) =>
      resource.kind === 'Peer'
        ? peers
            .get(resource.netns ?? '')
            ?.get(resource.device)
            ?.get(resource.publicKey)
        : others.get(identityOf(resource)),
    set: (resource, value) => {
      if (resource.kind === 'Peer') {
        within(within(peers, resource.netns ?? ''), resource.device).set(resource.publicKey, value);
      } else others.set(identityOf(resource), value);
    },
  };
}

function within<V>(maps: Map<string, Map<string, V>>, key: string): Map<string, V> {
  const found = maps.get(key);
  if (found !== undefined) return found;
  const made = new Map<string, V>();
  maps.set(key, made);
  return made;
}
