import type { Interface, Node, PublicConfig } from '../document/inventory.js';
import { type Address, compareAddresses, type Family } from '../scalar/address.js';
import type { InterfaceAddress } from '../scalar/prefix.js';
import { isGlobal, isUnicast } from '../scalar/scope.js';

/**
 * What can be said of a node from the inventory alone. The WireGuard socket lives in the `public` namespace if
 * the node has a publicConfig, else in the host's.
 */
export interface Reachability {
  readonly socket: 'public' | 'host';
  /** Families in which the node reaches the Internet: an address and a gateway where the socket lives. */
  readonly egress: readonly Family[];
  /** The addresses others can dial from the Internet, at most one a family. None: the node is hidden. */
  readonly dialable: readonly Address[];
  /** The addresses that nodes of the same LAN can dial, best first. */
  readonly lanAddresses: readonly InterfaceAddress[];
  /** MTU in bytes of the network that carries the tunnel. */
  readonly underlayMtu: number;
}

/** Ethernet's, for interfaces that state none. */
const defaultMtu = 1500;

export function reachabilityOf(node: Node): Reachability {
  return node.publicConfig === undefined
    ? hostReachability(node)
    : publicReachability(node, node.publicConfig);
}

function publicReachability(node: Node, config: PublicConfig): Reachability {
  const routed: Address[] = [];
  if (config.ipv4 !== undefined && config.gateway4 !== undefined) routed.push(config.ipv4.address);
  if (config.ipv6 !== undefined && config.gateway6 !== undefined) routed.push(config.ipv6.address);
  const nic = node.interfaces.find(({ name }) => name === config.interface);
  return {
    socket: 'public',
    egress: routed.map(({ kind }) => kind),
    dialable: node.hidden ? [] : routed,
    lanAddresses: [],
    underlayMtu: nic?.mtu ?? defaultMtu,
  };
}

function hostReachability(node: Node): Reachability {
  const plugged = node.interfaces.filter(({ carrier }) => carrier !== false);
  const egress = families.filter((family) => plugged.some((nic) => leaves(nic, family)));
  const global = plugged.flatMap(({ addresses }) => addresses.map(({ address }) => address)).filter(isGlobal);
  const dialable = egress
    .filter((family) => !node.hidden && node.inbound.includes(family))
    .flatMap((family) => lowest(global.filter(({ kind }) => kind === family)));
  const uplinks = plugged.filter((nic) => families.some((family) => leaves(nic, family)));
  return {
    socket: 'host',
    egress,
    dialable,
    lanAddresses: node.lan === undefined ? [] : onLan(plugged),
    underlayMtu: uplinks.reduce(
      (least, { mtu }) => Math.min(least, mtu ?? defaultMtu),
      uplinks[0]?.mtu ?? defaultMtu,
    ),
  };
}

const families: readonly Family[] = ['ipv4', 'ipv6'];

/** Private IPv4 leaves through NAT; of IPv6 only global addresses do, since a ULA has no way back (RFC 4193). */
function leaves(nic: Interface, family: Family): boolean {
  return (
    nic.gateways.some(({ kind }) => kind === family) &&
    nic.addresses.some(
      ({ address }) => address.kind === family && (family === 'ipv4' ? isUnicast : isGlobal)(address),
    )
  );
}

/** Private before global, so that LAN traffic stays on the LAN; then numerically. */
function onLan(plugged: readonly Interface[]): readonly InterfaceAddress[] {
  return plugged
    .flatMap(({ addresses }) => addresses)
    .filter(({ address }) => isUnicast(address))
    .sort(
      (a, b) =>
        Number(isGlobal(a.address)) - Number(isGlobal(b.address)) || compareAddresses(a.address, b.address),
    );
}

function lowest(addresses: readonly Address[]): readonly Address[] {
  return addresses.toSorted(compareAddresses).slice(0, 1);
}
