import type { Interface, Node } from '../document/inventory/document.js';
import type { PublicConfig } from '../document/public-config/document.js';
import { type Address, compareAddresses, type Family } from '../scalar/address.js';
import { isGlobal, isUnicast } from '../scalar/address-class.js';
import type { InterfaceAddress } from '../scalar/prefix.js';
import { bitOf, type Families, none } from './families.js';
import { lanAddressesOf } from './lan.js';

/**
 * What can be said of a node from the inventory alone. The WireGuard socket lives in the `public` namespace if
 * the node has a publicConfig, else in the host's.
 */
export interface Reachability {
  readonly socket: 'public' | 'host';
  /** Families in which the node reaches the Internet: an address and a gateway where the socket lives. */
  readonly egress: Families;
  /** The address that others can dial from the Internet in each family. Neither: the node is hidden. */
  readonly ipv4: Address | undefined;
  readonly ipv6: Address | undefined;
  /** The addresses that nodes of the same LAN can dial, best first. */
  readonly lanAddresses: readonly InterfaceAddress[];
  /** MTU in bytes of the network that carries the tunnel. */
  readonly underlayMtu: number;
}

/** Ethernet's, for interfaces that state none. */
const defaultMtu = 1500;

const noAddresses: readonly InterfaceAddress[] = [];

/** Returns what the inventory says of a node's reachability. */
export function reachabilityOf(node: Node): Reachability {
  return node.publicConfig === undefined
    ? hostReachability(node)
    : publicReachability(node, node.publicConfig);
}

function publicReachability(node: Node, config: PublicConfig): Reachability {
  const { external } = config;
  const ipv4 = config.gateway4 === undefined ? undefined : config.ipv4[0]?.address;
  const ipv6 = config.gateway6 === undefined ? undefined : config.ipv6[0]?.address;
  const nic = node.interfaces.find(({ name }) => name === config.interface);
  return {
    socket: 'public',
    egress: bitIf('ipv4', ipv4 !== undefined) | bitIf('ipv6', ipv6 !== undefined),
    ipv4: node.hidden || ipv4 === undefined ? undefined : (external?.ipv4 ?? ipv4),
    ipv6: node.hidden || ipv6 === undefined ? undefined : (external?.ipv6 ?? ipv6),
    lanAddresses: noAddresses,
    underlayMtu: mtuOf(nic),
  };
}

function hostReachability(node: Node): Reachability {
  const plugged = node.interfaces.filter(({ carrier }) => carrier !== false);
  let egress = none;
  let underlayMtu: number | undefined;
  for (const nic of plugged) {
    const own = egressOf(nic);
    if (own === none) continue;
    egress |= own;
    underlayMtu = Math.min(underlayMtu ?? Number.POSITIVE_INFINITY, mtuOf(nic));
  }
  const dialable = (family: Family) => {
    if (node.hidden || (egress & bitOf(family)) === none) return undefined;
    return (
      node.external?.[family] ?? (node.inbound.includes(family) ? lowestGlobal(plugged, family) : undefined)
    );
  };
  const lanAddresses = node.lan === undefined ? noAddresses : lanAddressesOf(plugged);
  return {
    socket: 'host',
    egress,
    ipv4: dialable('ipv4'),
    ipv6: dialable('ipv6'),
    lanAddresses,
    underlayMtu: underlayMtu ?? lanMtu(plugged, lanAddresses) ?? defaultMtu,
  };
}

/**
 * Returns the MTU that the segment of an interface carries: no more than the interface, and than anybody on it says.
 */
function mtuOf({ mtu = defaultMtu, segmentMtu = mtu }: Pick<Interface, 'mtu' | 'segmentMtu'> = {}): number {
  return Math.min(mtu, segmentMtu);
}

function bitIf(family: Family, holds: boolean): Families {
  return holds ? bitOf(family) : none;
}

/**
 * Returns the families in which an interface leads to the Internet. Private IPv4 leaves through NAT. Of IPv6 only
 * global addresses do, since a ULA has no way back (RFC 4193). A default route by a router of the other family (RFC
 * 8950) is among the routes.
 */
function egressOf({ gateways, addresses, routes = [] }: Interface): Families {
  let [ways, sources] = [none, none];
  for (const { kind } of gateways) ways |= bitOf(kind);
  for (const { destination, via } of routes) {
    if (destination.length === 0 && via !== undefined && via.kind !== destination.kind) {
      ways |= bitOf(destination.kind);
    }
  }
  for (const { address } of addresses) {
    if (address.kind === 'ipv4' ? isUnicast(address) : isGlobal(address)) sources |= bitOf(address.kind);
  }
  return ways & sources;
}

/**
 * Returns the lowest global address of the interfaces that lead to the Internet: on any other, it leads others
 * nowhere.
 */
function lowestGlobal(plugged: readonly Interface[], family: Family): Address | undefined {
  let lowest: Address | undefined;
  for (const { addresses, gateways } of plugged) {
    if (!gateways.some(({ kind }) => kind === family)) continue;
    for (const { address } of addresses) {
      if (address.kind !== family || !isGlobal(address)) continue;
      if (lowest === undefined || compareAddresses(address, lowest) < 0) lowest = address;
    }
  }
  return lowest;
}

/** Returns the MTU of a node that reaches nothing but its LAN: the least of the interfaces that are on it. */
function lanMtu(
  plugged: readonly Interface[],
  lanAddresses: readonly InterfaceAddress[],
): number | undefined {
  const mtus = plugged
    .filter(({ addresses }) => addresses.some((each) => lanAddresses.includes(each)))
    .map(mtuOf);
  const [first, ...others] = mtus;
  return first === undefined ? undefined : others.reduce((least, mtu) => Math.min(least, mtu), first);
}
