import type { Interface, Node } from '../../document/inventory/document.js';
import type { Address, Family } from '../../scalar/address.js';
import { isGlobal, isUnicast } from '../../scalar/address-class.js';

/**
 * Returns the families in which the node's WireGuard socket reaches the Internet: an address and a gateway where it
 * lives.
 */
export function egressOf(node: Node): readonly Family[] {
  return families.filter((family) => leaves(node, family));
}

/** Returns the addresses at which a node can be dialled from the Internet; none where it is hidden. */
export function dialableAt(node: Node): readonly Address[] {
  const { publicConfig: config, hidden } = node;
  if (hidden) return [];
  return families.flatMap((family) => {
    if (!leaves(node, family)) return [];
    const external = (config === undefined ? node.external : config.external)?.[family];
    if (external !== undefined) return [external];
    if (config === undefined && !node.inbound.includes(family)) return [];
    const own = config === undefined ? leadingAddresses(node, family) : publicAddresses(node);
    return own.filter((address) => address.kind === family && isGlobal(address));
  });
}

/**
 * Returns the port by which a dialler of the address comes to the listen port; a router that forwards ports may have
 * another.
 */
export function dialledPort(
  { external, publicConfig }: Node,
  address: Address,
  listenPort = 0,
): number | undefined {
  const front = publicConfig === undefined ? external : publicConfig.external;
  if (front?.[address.kind]?.text !== address.text || front.ports.length === 0) return listenPort;
  return front.ports.find((each) => each.listenPort === listenPort)?.port;
}

/**
 * Says whether both say that they are on one LAN, with their sockets in the host's namespace, and whether the address
 * is the other's alone on that LAN. The dialler may not have it either.
 */
export function shareLan(nodes: readonly Node[], from: Node, to: Node, address: Address): boolean {
  if (from.lan === undefined || from.lan !== to.lan) return false;
  if (from.publicConfig !== undefined || to.publicConfig !== undefined) return false;
  const has = (node: Node) =>
    node.interfaces.some(({ addresses }) => addresses.some((each) => each.address.text === address.text));
  const holders = nodes.filter((node) => node.lan === from.lan && has(node));
  return (
    isUnicast(address) && holders.length === 1 && hostAddresses(to).some(({ text }) => text === address.text)
  );
}

/** Returns the families in which one can dial the other: over the Internet, or over a LAN both say they are on. */
export function dialFamilies(neighbours: readonly Node[], from: Node, to: Node): readonly Family[] {
  const hasOn = (family: Family, own: Node, other: Node) =>
    hostAddresses(own).some(
      (address) => address.kind === family && shareLan(neighbours, other, own, address),
    );
  const egress = egressOf(from);
  const dialable = dialableAt(to);
  return families.filter(
    (family) =>
      (egress.includes(family) && dialable.some(({ kind }) => kind === family)) ||
      (hasOn(family, to, from) && hasOn(family, from, to)),
  );
}

/**
 * Returns the bytes that the node's socket can send and receive at once: the least MTU of the interfaces that lead out,
 * where the socket lives.
 */
export function carriedBy(node: Node): number {
  const { publicConfig: config } = node;
  const used =
    config === undefined
      ? plugged(node).filter((nic) =>
          families.some((family) => leaves({ ...node, interfaces: [nic] }, family)),
        )
      : node.interfaces.filter(({ name }) => name === config.interface);
  const onLan =
    config === undefined && node.lan !== undefined && used.length === 0
      ? plugged(node).filter(({ addresses }) => addresses.some(({ address }) => isUnicast(address)))
      : [];
  const [first, ...others] = [...used, ...onLan].map(({ mtu = 1500 }) => mtu);
  return others.reduce((least, mtu) => Math.min(least, mtu), first ?? 1500);
}

const families: readonly Family[] = ['ipv4', 'ipv6'];

function leaves(node: Node, family: Family): boolean {
  const { publicConfig: config } = node;
  if (config !== undefined) {
    return family === 'ipv4'
      ? config.ipv4.length > 0 && config.gateway4 !== undefined
      : config.ipv6.length > 0 && config.gateway6 !== undefined;
  }
  return plugged(node).some(
    ({ addresses, gateways }) =>
      gateways.some(({ kind }) => kind === family) &&
      addresses.some(({ address }) => address.kind === family && (family === 'ipv4' || isGlobal(address))),
  );
}

function publicAddresses({ publicConfig: config }: Node): readonly Address[] {
  return [...(config?.ipv4 ?? []), ...(config?.ipv6 ?? [])].map(({ address }) => address);
}

/** Returns the addresses of interfaces with a gateway of the family. */
function leadingAddresses(node: Node, family: Family): readonly Address[] {
  return plugged(node)
    .filter(({ gateways }) => gateways.some(({ kind }) => kind === family))
    .flatMap(({ addresses }) => addresses.map(({ address }) => address));
}

function hostAddresses(node: Node): readonly Address[] {
  return plugged(node).flatMap(({ addresses }) => addresses.map(({ address }) => address));
}

function plugged({ interfaces }: Node): readonly Interface[] {
  return interfaces.filter(({ carrier }) => carrier !== false);
}
