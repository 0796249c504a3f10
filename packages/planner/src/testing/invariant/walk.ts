import type { Address } from '../../scalar/address.js';
import { longestMatch, peerFor, type Router } from './router.js';

/** A packet as far as routing sees it. */
export interface Packet {
  readonly source: Address;
  readonly destination: Address;
}

/** Where a packet ended, after which routers, and why there. */
export interface Walk {
  readonly end: 'arrived' | 'no-route' | 'source-refused' | 'not-forwarding' | 'loop';
  readonly path: readonly Router[];
}

/** Routers of one network by public key. */
export type Routers = ReadonlyMap<string, Router>;

export function byKey(routers: readonly Router[]): Routers {
  return new Map(routers.map((router) => [router.publicKey, router]));
}

/**
 * Walks a packet hop by hop. Each router delivers what is for its own networks and sends the rest to the peer whose
 * AllowedIPs hold the destination; it takes only what comes from the peer whose AllowedIPs hold the source.
 */
export function walk(routers: Routers, from: Router, { source, destination }: Packet): Walk {
  const path: Router[] = [from];
  const seen = new Set<Router>(path);
  for (let at = from; ; ) {
    const next = nextHop(routers, at, destination);
    if (next === 'here') return { end: 'arrived', path };
    if (next === undefined) return { end: 'no-route', path };
    if (at !== from && !at.forwards.includes(destination.kind)) return { end: 'not-forwarding', path };
    path.push(next);
    if (peerFor(next, source)?.publicKey !== at.publicKey) return { end: 'source-refused', path };
    if (seen.has(next)) return { end: 'loop', path };
    seen.add(next);
    at = next;
  }
}

/** Returns the router a packet goes to next, or `here`; `undefined` where it is dropped or leaves the routers known. */
export function nextHop(routers: Routers, at: Router, destination: Address): Router | 'here' | undefined {
  const local = longestMatch(at.local, destination);
  const tunnelled = longestMatch(at.tunnelled, destination);
  if (local >= 0 && local >= tunnelled) return 'here';
  if (tunnelled < 0) return undefined;
  return routers.get(peerFor(at, destination)?.publicKey ?? '');
}
