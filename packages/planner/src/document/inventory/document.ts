import type { Address, Family } from '../../scalar/address.js';
import type { NodeId } from '../../scalar/id.js';
import type { InterfaceName } from '../../scalar/name.js';
import type { Port } from '../../scalar/port.js';
import type { InterfaceAddress, Prefix } from '../../scalar/prefix.js';
import * as codec from '../codec.js';
import { type External, external } from '../external.js';
import { type PublicConfig, publicConfig } from '../public-config/document.js';
import * as scalar from '../scalar-codec.js';

/** A route that leaves by an interface, as ip-route(8) has it. */
export interface InterfaceRoute {
  readonly destination: Prefix;
  /** Absent: the destination is on the link. */
  readonly via?: Address;
  readonly metric?: number;
}

/**
 * By what two nodes can be seen to be on one LAN: the network that an interface is on, its gateway, and that gateway's
 * MAC address, which is nobody else's. A hint only: which nodes share a LAN the farmer says by `lan`.
 */
export interface LanHint {
  readonly interface: InterfaceName;
  readonly network: Prefix;
  readonly gateway?: Address;
  readonly gatewayMac?: string;
}

/** A network interface as the node surveyed it about itself. */
export interface Interface {
  readonly name: InterfaceName;
  readonly mac?: string;
  /** Absent: not measured, taken as up. */
  readonly carrier?: boolean;
  readonly addresses: readonly InterfaceAddress[];
  readonly gateways: readonly Address[];
  /** Bytes; absent: 1500. */
  readonly mtu?: number;
  /** Bytes that the segment carries, as its DHCP server or its router says, where that is less; absent: not said. */
  readonly segmentMtu?: number;
  /** Megabits per second, as ethtool(8) prints it; absent: unknown. */
  readonly speed?: number;
  /** The kernel's driver. */
  readonly driver?: string;
  /** Beside those that follow from the addresses. */
  readonly routes?: readonly InterfaceRoute[];
}

/** A node of the grid: what it surveyed about itself, and what its farmer says. */
export interface Node {
  readonly id: NodeId;
  readonly farm?: string;
  readonly interfaces: readonly Interface[];
  readonly publicConfig?: PublicConfig;
  /** Families in which connections from the Internet reach the node's own interfaces. */
  readonly inbound: readonly Family[];
  /** What others dial in place of the interfaces' addresses. A family of it needs no `inbound`. */
  readonly external?: External;
  /** Nodes that name the same LAN, and have no `publicConfig`, may dial each other's interface addresses. */
  readonly lan?: string;
  /** The farmer's word that the node cannot be dialled, no matter what its addresses say. */
  readonly hidden: boolean;
  /** A node that is down keeps its place in the network, but nothing is forwarded through it. */
  readonly down: boolean;
  /** UDP ports that others than networkd hold. */
  readonly listenPortsInUse: readonly Port[];
  /** UDP ports that WireGuard devices of networkd hold. */
  readonly wireguardPorts: readonly Port[];
  readonly lanHints: readonly LanHint[];
}

/** The nodes of the grid (`inventory/1`), parsed and sorted by id. */
export interface Inventory {
  readonly schema: 'inventory/1';
  readonly nodes: readonly Node[];
}

/** Megabits per second; Linux has it in 32 bits and -1 for unknown, which is left out here. */
const speed = scalar.integer(0, 0x7fff_ffff);

const interfaceRoute: codec.Codec<InterfaceRoute> = codec.closed(
  { destination: scalar.prefix },
  { via: scalar.address, metric: scalar.unsigned },
);

const lanHint: codec.Codec<LanHint> = codec.closed(
  { interface: scalar.interfaceName, network: scalar.prefix },
  { gateway: scalar.address, gatewayMac: scalar.mac },
);

const networkInterface: codec.Codec<Interface> = codec.inOrder(
  ['name', 'mac', 'carrier', 'addresses', 'gateways', 'mtu', 'segmentMtu', 'speed', 'driver', 'routes'],
  codec.closed(
    { name: scalar.interfaceName },
    {
      mac: scalar.mac,
      carrier: scalar.flag,
      mtu: scalar.mtu,
      segmentMtu: scalar.mtu,
      speed,
      driver: scalar.word,
      routes: codec.list(interfaceRoute),
    },
    {
      addresses: codec.listOrNone(codec.list(scalar.interfaceAddress)),
      gateways: codec.listOrNone(codec.list(scalar.address)),
    },
  ),
);

export const nodeEntry: codec.Codec<Node> = codec.inOrder(
  [
    'id',
    'farm',
    'interfaces',
    'publicConfig',
    'inbound',
    'external',
    'lan',
    'hidden',
    'down',
    'listenPortsInUse',
    'wireguardPorts',
    'lanHints',
  ],
  codec.closed(
    { id: scalar.nodeId },
    { farm: scalar.nodeId, publicConfig, external, lan: scalar.nodeId },
    {
      interfaces: codec.listOrNone(codec.list(networkInterface)),
      inbound: codec.withDefault(codec.list(codec.oneOf(['ipv4', 'ipv6'])), []),
      hidden: codec.withDefault(scalar.flag, false),
      down: codec.withDefault(scalar.flag, false),
      listenPortsInUse: codec.withDefault(codec.list(scalar.port), []),
      wireguardPorts: codec.withDefault(codec.list(scalar.port), []),
      lanHints: codec.withDefault(codec.list(lanHint), []),
    },
  ),
);

/** `inventory/1` as it stands in the text, before the values are held against one another. */
export const inventory: codec.Codec<Inventory> = codec.closed({
  schema: codec.schema('inventory/1'),
  nodes: codec.list(nodeEntry),
});
