import * as E from 'fp-ts/lib/Either.js';
import * as codec from '../document/codec.js';
import * as scalar from '../document/scalar-codec.js';
import type { WireGuardSetPeer } from '../operation/verb/wireguard.js';
import { comparePrefixes } from '../scalar/prefix.js';
import { onLink } from './claim.js';
import { type Kind, none, nowhere } from './kind.js';
import { inNetns, type Owned, onDevice, placed } from './owned.js';
import { placeOf, type Why } from './why.js';

/** A peer of a WireGuard device, wg(8). `endpoint` absent on a desired peer: not compared, peers roam. */
export interface Peer extends Owned {
  readonly kind: 'Peer';
  readonly device: string;
  readonly publicKey: string;
  readonly endpoint?: string;
  /** Canonical prefixes, IPv4 first, then numerically. */
  readonly allowedIPs: readonly string[];
  /** Seconds; absent is off. */
  readonly persistentKeepalive?: number;
  /** Seconds since the latest handshake; absent: never, or not known. Only observed. */
  readonly latestHandshake?: number;
  /**
   * The endpoint is the one that was set last: it has not roamed. Only observed; absent: it has, or that is not known.
   */
  readonly unmoved?: true;
}

/** WireGuard's REJECT_AFTER_TIME, in seconds: within it a session lives, and its endpoint is where the peer is. */
const sessionLifetime = 180;

/** The kernel lists AllowedIPs in an order of its own; ours is canonical. */
const allowedIPs = codec.refined(
  codec.list(scalar.prefix),
  (prefixes) => E.right(prefixes.toSorted(comparePrefixes).map(({ text }) => text)),
  (texts: readonly string[]) => texts,
);

/**
 * Says whether the observed endpoint will do. If no endpoint is desired, any will do. A peer that has roamed and is
 * alive there is left alone. A peer that has not roamed is where it was said to be. Now it is said to be elsewhere, and
 * its session, however young, is with an address that may be gone.
 */
function endpointSatisfies(observed: Peer, desired: Peer): boolean {
  if (desired.endpoint === undefined || observed.endpoint === desired.endpoint) return true;
  if (observed.unmoved === true) return false;
  return observed.latestHandshake !== undefined && observed.latestHandshake < sessionLifetime;
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Returns what sets a peer's final values; an endpoint only where it is to be set. */
function setPeer(
  { owner, netns, device, publicKey, allowedIPs, persistentKeepalive }: Peer,
  endpoint: string | undefined,
  { reason, change }: Why,
): WireGuardSetPeer {
  // Field by field and not spread, in the order people read: there may be a million peers.
  const operation: Draft<WireGuardSetPeer> = { kind: 'WireGuardSetPeer', owner };
  if (netns !== undefined) operation.netns = netns;
  operation.device = device;
  operation.publicKey = publicKey;
  if (endpoint !== undefined) operation.endpoint = endpoint;
  operation.allowedIPs = allowedIPs;
  if (persistentKeepalive !== undefined) operation.persistentKeepalive = persistentKeepalive;
  operation.reason = reason;
  operation.change = change;
  return operation as WireGuardSetPeer;
}

type Draft<T> = { -readonly [K in keyof T]?: T[K] };

/** By far the most of all objects: what is asked of each is written out. */
export const peer: Kind<Peer> = {
  codec: codec.closed(
    { ...onDevice('Peer'), publicKey: scalar.publicKey, allowedIPs },
    {
      ...placed,
      endpoint: scalar.endpoint,
      persistentKeepalive: scalar.keepalive,
      latestHandshake: scalar.unsigned,
      unmoved: scalar.truth,
    },
  ),
  fields: {
    netns: 'identity',
    device: 'identity',
    publicKey: 'identity',
    endpoint: 'compared',
    allowedIPs: 'compared',
    persistentKeepalive: 'compared',
    latestHandshake: 'told',
    unmoved: 'told',
  },
  // A template is several times faster than joining parts.
  identity: ({ netns, device, publicKey }) => ` Peer ${netns ?? ''} ${device} ${publicKey}`,
  satisfies: (observed, desired) =>
    endpointSatisfies(observed, desired) &&
    (observed.persistentKeepalive ?? 0) === (desired.persistentKeepalive ?? 0) &&
    sameTexts(observed.allowedIPs, desired.allowedIPs),
  claims: none,
  passes: none,
  container: onLink,
  containing: nowhere,
  reliesOn: nowhere,
  grounds: (resource) => [onLink(resource)],
  nic: nowhere,
  leaves: 'by-itself',
  isHandedOver: false,
  make: (after, why) => [setPeer(after, after.endpoint, why)],
  change: (before, after, why) => [
    setPeer(after, endpointSatisfies(before, after) ? undefined : after.endpoint, why),
  ],
  unmake: ({ device, publicKey, ...before }, why) => [
    { kind: 'WireGuardRemovePeer', ...placeOf(before), device, publicKey, ...why, disruptive: true },
  ],
  title: ({ device, publicKey, ...resource }) => `wg ${device} peer ${publicKey}${inNetns(resource)}`,
  suspects: 'wg set, setconf or syncconf by hand, or wg-quick(8)',
};
