/** Others dial `port` of a router, and it comes in at `listenPort`. As it is written. */
export interface ForwardedPortDocument {
  readonly listenPort: number;
  readonly port: number;
}

/** What others dial where a node's socket has another address, as it is written. */
export interface ExternalDocument {
  readonly ipv4?: string;
  readonly ipv6?: string;
  /** Every port comes in as it is by default; else these alone do. */
  readonly ports?: readonly ForwardedPortDocument[];
}

/** The addresses of a node's `public` namespace, as they are written. */
export interface PublicConfigDocument {
  /** The NIC that leads to the public segment. */
  readonly interface: string;
  /** The VLAN of the public segment, where the NIC carries it tagged. */
  readonly vlan?: number;
  /** One address with its length, `203.0.113.9/24`, or several: the first is the one that others dial. */
  readonly ipv4?: string | readonly string[];
  readonly gateway4?: string;
  readonly ipv6?: string | readonly string[];
  readonly gateway6?: string;
  readonly external?: ExternalDocument;
}

/** A route that leaves by an interface, as it is written. */
export interface InterfaceRouteDocument {
  readonly destination: string;
  readonly via?: string;
  readonly metric?: number;
}

/** A network interface as the node surveyed it about itself, as it is written. */
export interface InterfaceDocument {
  readonly name: string;
  readonly mac?: string;
  readonly carrier?: boolean;
  /** With their lengths: `192.168.1.7/24`. */
  readonly addresses?: readonly string[] | null;
  readonly gateways?: readonly string[] | null;
  /** Bytes. */
  readonly mtu?: number;
  readonly segmentMtu?: number;
  /** Megabits per second. */
  readonly speed?: number;
  readonly driver?: string;
  readonly routes?: readonly InterfaceRouteDocument[];
}

/** By what two nodes can be seen to be on one LAN, as it is written. */
export interface LanHintDocument {
  readonly interface: string;
  readonly network: string;
  readonly gateway?: string;
  readonly gatewayMac?: string;
}

/** A node of the grid, as it is written. */
export interface NodeDocument {
  readonly id: string;
  readonly farm?: string;
  readonly interfaces?: readonly InterfaceDocument[] | null;
  readonly publicConfig?: PublicConfigDocument;
  /** Families in which connections from the Internet reach the node's own interfaces; none by default. */
  readonly inbound?: readonly ('ipv4' | 'ipv6')[];
  readonly external?: ExternalDocument;
  /** Nodes that name the same LAN may dial each other's interface addresses. */
  readonly lan?: string;
  readonly hidden?: boolean;
  readonly down?: boolean;
  readonly listenPortsInUse?: readonly number[];
  readonly wireguardPorts?: readonly number[];
  readonly lanHints?: readonly LanHintDocument[];
}

/** The nodes of the grid as JSON has them (`inventory/1`): what `parseInventory` reads. */
export interface InventoryDocument {
  readonly schema: 'inventory/1';
  readonly nodes: readonly NodeDocument[];
}
