import type { Interface, Node } from '../document/inventory.js';
import type { Address, Family } from '../scalar/address.js';
import { isGlobal, isUnicast } from '../scalar/scope.js';

/** Families in which the node's WireGuard socket reaches the Internet: an address and a gateway where it lives. */
export function egressOf(node: Node): readonly Family[] {
  return families.filter((family) => leaves(node, family));
}

/** The addresses at which a node can be dialled from the Internet; none: it is hidden. */
export function dialableAt(node: Node): readonly Address[] {
  const { publicConfig: config, hidden } = node;
  if (hidden) return [];
  const own = config === undefined ? hostAddresses(node) : publicAddresses(node);
  return own.filter(
    (address) =>
      isGlobal(address) &&
      leaves(node, address.kind) &&
      (config !== undefined || node.inbound.includes(address.kind)),
  );
}

/** Do both say that they are on one LAN, with their sockets in the host's namespace, and is this the other's address? */
export function shareLan(from: Node, to: Node, address: Address): boolean {
  if (from.lan === undefined || from.lan !== to.lan) return false;
  if (from.publicConfig !== undefined || to.publicConfig !== undefined) return false;
  return isUnicast(address) && hostAddresses(to).some(({ text }) => text === address.text);
}

/** Families in which one can dial the other: over the Internet, or over a LAN both say they are on. */
export function dialFamilies(from: Node, to: Node): readonly Family[] {
  const onLan = (family: Family) =>
    [from, to].every((node) => hostAddresses(node).some((each) => each.kind === family && isUnicast(each))) &&
    hostAddresses(to).some((address) => address.kind === family && shareLan(from, to, address));
  const egress = egressOf(from);
  const dialable = dialableAt(to);
  return families.filter(
    (family) => (egress.includes(family) && dialable.some(({ kind }) => kind === family)) || onLan(family),
  );
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

function hostAddresses(node: Node): readonly Address[] {
  return plugged(node).flatMap(({ addresses }) => addresses.map(({ address }) => address));
}

function plugged({ interfaces }: Node): readonly Interface[] {
  return interfaces.filter(({ carrier }) => carrier !== false);
}
