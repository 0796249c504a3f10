import type { Interface, InterfaceRoute, LanHint, Node } from '../document/inventory/document.js';
import { compareAddresses, type Family } from '../scalar/address.js';
import { isGlobal, isLinkLocal } from '../scalar/address-class.js';
import { compareTexts } from '../scalar/id.js';
import type { Port } from '../scalar/port.js';
import { comparePrefixes, type InterfaceAddress } from '../scalar/prefix.js';
import { present } from '../scalar/present.js';
import type { NodeFacts } from './facts.js';
import { foldedNics } from './folded-nics.js';
import type { Nic } from './nic.js';

/** What of a node's entry its farmer says, and the node cannot find out. */
export type FarmerWords = Pick<
  Node,
  'farm' | 'publicConfig' | 'inbound' | 'external' | 'lan' | 'hidden' | 'down'
>;

const silence: FarmerWords = { inbound: [], hidden: false, down: false };

/**
 * Returns the node's entry of an inventory: what it surveyed, sorted, and what its farmer says. The addresses of
 * `zos` are shown on its NIC. Left out is what tells nothing: IPv6 link-local addresses, which every interface has,
 * and a claim of inbound connections in a family without a global address. A global address is shown once. The entry
 * parses back to itself.
 */
export function inventoryEntry(facts: NodeFacts, words: FarmerWords = silence): Node {
  const ours = new Set<Port>(facts.wireguardPorts);
  const interfaces = interfacesOf(facts);
  const { farm, publicConfig, external, lan, inbound, hidden, down } = words;
  const isDialled = (family: Family) =>
    publicConfig !== undefined || external?.[family] !== undefined || hasGlobal(family, interfaces);
  return {
    id: facts.node,
    ...present({ farm, publicConfig, external, lan }),
    interfaces,
    inbound: families.filter((family) => inbound.includes(family) && isDialled(family)),
    hidden,
    down,
    listenPortsInUse: ports(facts.otherPorts.filter((port) => !ours.has(port))),
    wireguardPorts: ports(facts.wireguardPorts),
    lanHints: facts.lanHints.toSorted(compareHints),
  };
}

const families: readonly Family[] = ['ipv4', 'ipv6'];

function hasGlobal(family: Family, interfaces: readonly Interface[]): boolean {
  return interfaces.some(({ addresses }) =>
    addresses.some(({ address }) => address.kind === family && isGlobal(address)),
  );
}

function interfacesOf({ nics, links }: NodeFacts): readonly Interface[] {
  const ofHost = links.filter(({ netns }) => netns === undefined);
  const shown = new Set<string>();
  const isNew = ({ address }: InterfaceAddress) => {
    if (!isGlobal(address)) return true;
    const isFirst = !shown.has(address.text);
    shown.add(address.text);
    return isFirst;
  };
  const carried = new Map(foldedNics(nics, links).map(({ name, segmentMtu }) => [name, segmentMtu]));
  return foldedNics(nics, ofHost)
    .toSorted((a, b) => compareTexts(a.name, b.name))
    .map((nic) => ({
      ...measured(nic, carried.get(nic.name)),
      addresses: addressesOf(nic).filter(isNew),
    }));
}

/** Returns what was measured of a NIC. The segment's MTU is what it says to anybody of the node, to `ndmz` too. */
function measured(
  { name, mac, carrier, mtu, speed, driver, routes, gateways }: Nic,
  segmentMtu: number | undefined,
) {
  return {
    name,
    mac,
    carrier,
    mtu,
    ...present({ segmentMtu, speed, driver }),
    ...(routes === undefined ? {} : { routes: routes.toSorted(compareRoutes) }),
    gateways: gateways.toSorted(compareAddresses),
  };
}

function addressesOf({ addresses }: Nic): readonly InterfaceAddress[] {
  return addresses
    .filter(({ address }) => address.kind === 'ipv4' || !isLinkLocal(address))
    .toSorted((a, b) => compareAddresses(a.address, b.address) || a.length - b.length);
}

function compareRoutes(a: InterfaceRoute, b: InterfaceRoute): number {
  return (
    comparePrefixes(a.destination, b.destination) ||
    (a.metric ?? -1) - (b.metric ?? -1) ||
    compareTexts(a.via?.text ?? '', b.via?.text ?? '')
  );
}

function compareHints(a: LanHint, b: LanHint): number {
  return (
    compareTexts(a.interface, b.interface) ||
    comparePrefixes(a.network, b.network) ||
    compareTexts(a.gateway?.text ?? '', b.gateway?.text ?? '') ||
    compareTexts(a.gatewayMac ?? '', b.gatewayMac ?? '')
  );
}

/** Returns each port once, ascending. */
function ports(all: readonly Port[]): readonly Port[] {
  return [...new Set(all)].sort((a, b) => a - b);
}
