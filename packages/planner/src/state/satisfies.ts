import type { FreeNic, Link, LinkMaster, Peer, Resource, Route } from './resource.js';

/** WireGuard's REJECT_AFTER_TIME, in seconds: within it a session lives, and its endpoint is where the peer is. */
const sessionLifetime = 180;

/**
 * Does what is observed do for what is desired, both of one identity? Compares only what we own: "satisfies",
 * not "equals".
 */
export function satisfies(observed: Resource, desired: Resource): boolean {
  switch (desired.kind) {
    case 'Sysctl':
      return observed.kind === 'Sysctl' && observed.value === desired.value;
    case 'NftTable':
      return observed.kind === 'NftTable' && observed.hash === desired.hash;
    case 'WireGuardDevice':
      return observed.kind === 'WireGuardDevice' && observed.publicKey === desired.publicKey;
    case 'Link':
      return observed.kind === 'Link' && linkSatisfies(observed, desired);
    case 'LinkMaster':
      return observed.kind === 'LinkMaster' && masterSatisfies(observed, desired);
    case 'DhcpClient':
      return observed.kind === 'DhcpClient' && observed.detached !== true;
    case 'Peer':
      return observed.kind === 'Peer' && peerSatisfies(observed, desired);
    case 'FreeNic':
      return observed.kind === 'FreeNic' && nicSatisfies(observed, desired);
    case 'Route':
      return observed.kind === 'Route' && routeSatisfies(observed, desired);
    default:
      return true;
  }
}

/** The fields in which two resources of one identity differ, in words of their tools. */
export function differences(before: Resource, after: Resource): readonly string[] {
  const [old, fresh] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...fresh.keys(), ...old.keys()])].filter(
    (name) => !uncompared.has(name) && JSON.stringify(old.get(name)) !== JSON.stringify(fresh.get(name)),
  );
}

/**
 * The fields that are said about a resource or measured of it, and are no part of what it should be. A ruleset is compared by its
 * hash.
 */
export const uncompared: ReadonlySet<string> = new Set([
  'reason',
  'latestHandshake',
  'unmoved',
  'wasDown',
  'ipv6WasOff',
  'ruleset',
  'place',
  'validLft',
  'preferredLft',
]);

function linkSatisfies(observed: Link, desired: Link): boolean {
  return (
    observed.netns === desired.netns &&
    observed.mtu === desired.mtu &&
    observed.alias === desired.alias &&
    observed.disableIpv6 === desired.disableIpv6 &&
    (desired.address === undefined || observed.address === desired.address) &&
    (desired.lowerMtu === undefined || observed.lowerMtu === desired.lowerMtu) &&
    observed.lowerDown !== true
  );
}

/** A port is always wanted up. Of a NIC it is compared whether the namespace keeps out of its IPv6. */
function masterSatisfies(observed: LinkMaster, desired: LinkMaster): boolean {
  return (
    observed.master === desired.master &&
    observed.type === desired.type &&
    observed.up !== false &&
    (desired.disableIpv6 === undefined || observed.disableIpv6 === desired.disableIpv6) &&
    (desired.mtu === undefined || observed.mtu === desired.mtu)
  );
}

function nicSatisfies(observed: FreeNic, desired: FreeNic): boolean {
  return (
    observed.mtu === desired.mtu &&
    observed.up === desired.up &&
    observed.disableIpv6 === desired.disableIpv6 &&
    observed.ipv6Mtu === desired.ipv6Mtu
  );
}

function peerSatisfies(observed: Peer, desired: Peer): boolean {
  return (
    endpointSatisfies(observed, desired) &&
    (observed.persistentKeepalive ?? 0) === (desired.persistentKeepalive ?? 0) &&
    sameTexts(observed.allowedIPs, desired.allowedIPs)
  );
}

/**
 * An unset endpoint is anybody's; a peer that has roamed and is alive there is left alone. One that has not is where it was
 * said to be: now it is said to be elsewhere, and its session, however young, is with an address that may be gone.
 */
export function endpointSatisfies(observed: Peer, desired: Peer): boolean {
  if (desired.endpoint === undefined || observed.endpoint === desired.endpoint) return true;
  if (observed.unmoved === true) return false;
  return observed.latestHandshake !== undefined && observed.latestHandshake < sessionLifetime;
}

function routeSatisfies(observed: Route, desired: Route): boolean {
  return observed.device === desired.device && observed.via === desired.via;
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
