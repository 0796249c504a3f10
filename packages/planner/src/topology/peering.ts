import type { NoPeering } from '../error.js';
import type { Address, Family } from '../scalar/address.js';
import { endpointText } from '../scalar/endpoint.js';
import type { Port } from '../scalar/port.js';
import { isOnLink } from '../scalar/prefix.js';
import { bitOf, type Families, familyOf, none } from './families.js';
import type { Vertex } from './vertex.js';

/** Two network resources that are WireGuard peers of each other, seen from the first. */
export interface Peering {
  readonly family: Family;
  /** Can the first dial the second in that family, and the second the first? At least one can. */
  readonly dials: boolean;
  readonly dialled: boolean;
}

/** Returns the families in which `from` can dial `to`, over the Internet or over the LAN they share. */
export function dialFamilies(from: Vertex, to: Vertex): Families {
  return (from.egress & to.dialable) | lanFamilies(from, to);
}

/** Says whether the two are WireGuard peers of each other: either can dial the other. */
export function arePeers(a: Vertex, b: Vertex): boolean {
  return (dialFamilies(a, b) | dialFamilies(b, a)) !== none;
}

/**
 * Returns the one family of the peering, as a set of one: a family in which both can dial, else one in which one
 * can; among equals the preferred. The set is empty where neither can dial the other.
 */
export function peeringFamily(a: Vertex, b: Vertex, preferred: Families): Families {
  const forth = dialFamilies(a, b);
  const back = dialFamilies(b, a);
  const pool = forth & back || forth | back;
  return (pool & preferred) === none ? pool : preferred;
}

/**
 * Returns the peering of two network resources, seen from the first, or `undefined` where neither can dial the
 * other.
 */
export function peeringOf(a: Vertex, b: Vertex, preferFamily: Family): Peering | undefined {
  const bit = peeringFamily(a, b, bitOf(preferFamily));
  if (bit === none) return undefined;
  return {
    family: familyOf(bit),
    dials: (dialFamilies(a, b) & bit) !== none,
    dialled: (dialFamilies(b, a) & bit) !== none,
  };
}

/**
 * Says why the two are no peers: one has no gateway, so that nothing leaves it; nobody can dial either; or those who
 * could dial have no family in common.
 */
export function whyNoPeering(a: Vertex, b: Vertex): NoPeering {
  if (a.egress === none || b.egress === none) return 'no-gateway';
  return a.hidden && b.hidden ? 'both-hidden' : 'no-common-family';
}

/** Returns where `from` dials `to` in this family, or `undefined` where it cannot. */
export function endpointTo(from: Vertex, to: Vertex, bit: Families): string | undefined {
  const family = familyOf(bit);
  if ((lanFamilies(from, to) & bit) !== none) return lanEndpoint(from, to, family);
  if ((from.egress & to.dialable & bit) === none) return undefined;
  return internetEndpoint(to, family);
}

/** Returns where the Internet dials the vertex in the family, or `undefined` where it cannot. */
export function internetEndpoint(to: Vertex, family: Family): string | undefined {
  const { listenPort } = to.resource;
  return family === 'ipv4'
    ? endpointAt(to.address4, to.port4 ?? listenPort)
    : endpointAt(to.address6, to.port6 ?? listenPort);
}

function lanFamilies(a: Vertex, b: Vertex): Families {
  return a.lan >= 0 && a.lan === b.lan ? a.lanFamilies & b.lanFamilies : none;
}

/**
 * Returns where `from` dials `to` over their LAN: at its address on a network that `from` is attached to, else at
 * its best. It is never an address of `from`.
 */
function lanEndpoint(from: Vertex, to: Vertex, family: Family): string | undefined {
  const candidates = to.lanAddresses.filter(({ address }) => address.kind === family);
  const onLink = candidates.find(({ address }) => from.lanAddresses.some((own) => isOnLink(own, address)));
  const chosen = onLink ?? candidates[0];
  return endpointAt(chosen?.address, to.resource.listenPort);
}

function endpointAt(address: Address | undefined, port: Port): string | undefined {
  return address === undefined ? undefined : endpointText(address, port);
}
