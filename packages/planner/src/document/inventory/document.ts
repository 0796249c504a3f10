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
  { destination: codec.said(scalar.prefix, 'Where it leads.') },
  {
    via: codec.said(scalar.address, 'The router; without one the destination is on the link.'),
    metric: codec.said(scalar.unsigned, 'Of two routes the one with the lower metric is taken.'),
  },
);

const lanHint: codec.Codec<LanHint> = codec.closed(
  {
    interface: codec.said(scalar.interfaceName, 'The interface that is on the network.'),
    network: codec.said(scalar.prefix, 'The network.'),
  },
  {
    gateway: codec.said(scalar.address, 'Its gateway.'),
    gatewayMac: codec.said(scalar.mac, 'The MAC address of the gateway, which is nobody else’s.'),
  },
);

const networkInterface: codec.Codec<Interface> = codec.inOrder(
  ['name', 'mac', 'carrier', 'addresses', 'gateways', 'mtu', 'segmentMtu', 'speed', 'driver', 'routes'],
  codec.closed(
    { name: codec.said(scalar.interfaceName, 'Its name.') },
    {
      mac: codec.said(scalar.mac, 'Its MAC address.'),
      carrier: codec.said(scalar.flag, 'Is a cable plugged in? Without the field it is.'),
      mtu: codec.said(scalar.mtu, 'The bytes of its longest packet; 1500 without the field.'),
      segmentMtu: codec.said(
        scalar.mtu,
        'What its segment carries, where a DHCP server or a router says that it is less.',
      ),
      speed: codec.said(speed, 'Megabits per second, as ethtool(8) prints it.'),
      driver: codec.said(scalar.word, 'The driver of the kernel.'),
      routes: codec.said(
        codec.list(interfaceRoute),
        'Routes that leave by it, beside those that follow from its addresses.',
      ),
    },
    {
      addresses: codec.listOrNone(codec.said(codec.list(scalar.interfaceAddress), 'Its addresses.')),
      gateways: codec.listOrNone(codec.said(codec.list(scalar.address), 'The routers that lead on from it.')),
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
    { id: codec.said(scalar.nodeId, 'The id of the node, which nobody else has.') },
    {
      farm: codec.said(scalar.nodeId, 'Whose node it is.'),
      publicConfig: codec.said(
        publicConfig,
        'The addresses of its public namespace, as its farmer set them.',
      ),
      external: codec.said(external, 'What others dial in place of the addresses of its interfaces.'),
      lan: codec.said(
        scalar.nodeId,
        'Nodes that name the same LAN, and have no publicConfig, may dial each other’s interface addresses.',
      ),
    },
    {
      interfaces: codec.listOrNone(
        codec.said(codec.list(networkInterface), 'The network interfaces that it surveyed.'),
      ),
      inbound: codec.withDefault(
        codec.said(
          codec.list(codec.oneOf(['ipv4', 'ipv6'])),
          'Families in which connections from the Internet reach its own interfaces.',
        ),
        [],
      ),
      hidden: codec.withDefault(
        codec.said(scalar.flag, 'The farmer’s word that it cannot be dialled.'),
        false,
      ),
      down: codec.withDefault(
        codec.said(scalar.flag, 'It keeps its place in a network, but nothing is forwarded through it.'),
        false,
      ),
      listenPortsInUse: codec.withDefault(
        codec.said(codec.list(scalar.port), 'UDP ports that others than networkd hold.'),
        [],
      ),
      wireguardPorts: codec.withDefault(
        codec.said(codec.list(scalar.port), 'UDP ports that WireGuard devices of networkd hold.'),
        [],
      ),
      lanHints: codec.withDefault(
        codec.said(codec.list(lanHint), 'By what it can be seen which nodes are on one LAN; a hint only.'),
        [],
      ),
    },
  ),
);

/** `inventory/1` as it stands in the text, before the values are held against one another. */
export const inventory: codec.Codec<Inventory> = codec.closed({
  schema: codec.said(codec.schema('inventory/1'), 'What kind of document this is.'),
  nodes: codec.said(codec.list(nodeEntry), 'The nodes of the grid.'),
});
