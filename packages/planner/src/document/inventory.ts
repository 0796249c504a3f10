import type { Address, Family } from '../scalar/address.js';
import type { NodeId } from '../scalar/id.js';
import type { InterfaceName } from '../scalar/name.js';
import type { Port } from '../scalar/port.js';
import type { InterfaceAddress } from '../scalar/prefix.js';
import * as codec from './codec.js';
import * as scalar from './scalar-codec.js';

/** A network interface as the node recensed it about itself. */
export interface Interface {
  readonly name: InterfaceName;
  readonly mac?: string;
  /** Absent: not measured, taken as up. */
  readonly carrier?: boolean;
  readonly addresses: readonly InterfaceAddress[];
  readonly gateways: readonly Address[];
  /** Bytes; absent: 1500. */
  readonly mtu?: number;
}

/** What the farmer set in the second registration step: the addresses of the `public` namespace. */
export interface PublicConfig {
  readonly interface: InterfaceName;
  readonly ipv4?: InterfaceAddress;
  readonly gateway4?: Address;
  readonly ipv6?: InterfaceAddress;
  readonly gateway6?: Address;
}

/** A node of the grid: what it recensed about itself, and what its farmer says. */
export interface Node {
  readonly id: NodeId;
  readonly farm?: string;
  readonly interfaces: readonly Interface[];
  readonly publicConfig?: PublicConfig;
  /** Families in which connections from the Internet reach the node's own interfaces. */
  readonly inbound: readonly Family[];
  /** Nodes that name the same LAN, and have no `publicConfig`, may dial each other's interface addresses. */
  readonly lan?: string;
  /** The farmer's word that the node cannot be dialled, whatever its addresses say. */
  readonly hidden: boolean;
  /** A node that is down keeps its place in the network, but nothing is forwarded through it. */
  readonly down: boolean;
  /** UDP ports that others than networkd hold. */
  readonly listenPortsInUse: readonly Port[];
}

/** The nodes of the grid (`inventory/1`), parsed and sorted by id. */
export interface Inventory {
  readonly schema: 'inventory/1';
  readonly nodes: readonly Node[];
}

/** The least IPv6 allows is 1280 (RFC 8200); IPv4's is 68 (RFC 791). The kernel's most is 65535. */
const mtu = scalar.integer(68, 65_535);

const networkInterface = codec.closed(
  { name: scalar.interfaceName },
  { mac: scalar.mac, carrier: scalar.flag, mtu },
  {
    addresses: codec.withDefault(codec.list(scalar.interfaceAddress), []),
    gateways: codec.withDefault(codec.list(scalar.address), []),
  },
) satisfies codec.Codec<Interface>;

const publicConfig = codec.closed(
  { interface: scalar.interfaceName },
  {
    ipv4: scalar.ipv4InterfaceAddress,
    gateway4: scalar.ipv4Address,
    ipv6: scalar.ipv6InterfaceAddress,
    gateway6: scalar.ipv6Address,
  },
) satisfies codec.Codec<PublicConfig>;

export const nodeEntry = codec.closed(
  { id: scalar.nodeId },
  { farm: scalar.nodeId, publicConfig, lan: scalar.nodeId },
  {
    interfaces: codec.withDefault(codec.list(networkInterface), []),
    inbound: codec.withDefault(codec.list(codec.oneOf(['ipv4', 'ipv6'])), []),
    hidden: codec.withDefault(scalar.flag, false),
    down: codec.withDefault(scalar.flag, false),
    listenPortsInUse: codec.withDefault(codec.list(scalar.port), []),
  },
) satisfies codec.Codec<Node>;

/** `inventory/1` as it stands in the text, before the values are held against one another. */
export const inventory = codec.closed({ schema: codec.schema('inventory/1'), nodes: codec.list(nodeEntry) });
