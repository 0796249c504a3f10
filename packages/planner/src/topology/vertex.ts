import type { Node } from '../document/inventory/document.js';
import type { AccessPoint, NetworkResource } from '../document/tenant-network/document.js';
import type { Address } from '../scalar/address.js';
import type { Port } from '../scalar/port.js';
import { comparePrefixes, hostPrefix, type InterfaceAddress, type Prefix } from '../scalar/prefix.js';
import { tunnelAddress, tunnelPrefixText, tunnelWord } from '../scalar/tunnel.js';
import { dialledPort } from './external.js';
import { type Families, familiesOf, ipv4, ipv6, none } from './families.js';
import type { lansOf } from './lan.js';
import { reachabilityOf } from './reachability.js';

/**
 * A network resource with all that the mesh needs of it, worked out once and shared by every node's plan: that is
 * where the speed comes from. It holds no more than that, since memory is what large networks take their time for.
 */
export interface Vertex {
  /** Place among the vertices, which are sorted by node id. */
  readonly index: number;
  readonly node: Node;
  readonly resource: NetworkResource;
  readonly accessPoints: readonly AccessPoint[];
  /** The namespace in which the WireGuard socket lives. */
  readonly socket: 'public' | 'host';
  /** Is the listen port in use on the node, by something else? */
  readonly portInUse: boolean;
  /** MTU in bytes of the network that carries the tunnel. */
  readonly underlayMtu: number;
  readonly egress: Families;
  readonly dialable: Families;
  readonly hidden: boolean;
  /** Number of the LAN the node can dial on, -1 without. */
  readonly lan: number;
  readonly lanFamilies: Families;
  readonly lanAddresses: readonly InterfaceAddress[];
  /** A hash of the node id, what ties are broken by. */
  readonly hash: number;
  /** What others can dial from the Internet: texts of endpoints are made of those that are used. */
  readonly address4: Address | undefined;
  readonly address6: Address | undefined;
  /** The ports that lead to the listen port from there; absent: that port itself. */
  readonly port4?: Port;
  readonly port6?: Port;
  /** The resource's own prefixes and its access points', in canonical order: AllowedIPs where nothing lies behind. */
  readonly allowedIPs: readonly string[];
}

export function vertexOf(
  index: number,
  resource: NetworkResource,
  node: Node,
  accessPoints: readonly AccessPoint[],
  lanOf: ReturnType<typeof lansOf>,
): Vertex {
  const reachability = reachabilityOf(node);
  const { socket, underlayMtu, egress } = reachability;
  const { listenPort } = resource;
  const port4 = dialledPort(node, 'ipv4', listenPort);
  const port6 = dialledPort(node, 'ipv6', listenPort);
  const address4 = port4 === undefined ? undefined : reachability.ipv4;
  const address6 = port6 === undefined ? undefined : reachability.ipv6;
  const dialable = (address4 === undefined ? none : ipv4) | (address6 === undefined ? none : ipv6);
  const lan = node.lan === undefined || socket === 'public' ? undefined : lanOf(node.lan);
  const lanAddresses =
    lan === undefined || lan.ambiguous.size === 0
      ? reachability.lanAddresses
      : reachability.lanAddresses.filter(({ address }) => !lan.ambiguous.has(address.text));
  const vertex: Vertex = {
    index,
    node,
    resource,
    accessPoints,
    socket,
    portInUse: node.listenPortsInUse.includes(listenPort),
    underlayMtu,
    egress,
    dialable,
    hidden: dialable === none,
    lan: lan?.number ?? -1,
    lanFamilies: familiesOf(lanAddresses),
    lanAddresses,
    hash: hashOf(node.id),
    address4,
    address6,
    allowedIPs: accessPoints.length === 0 ? ownTexts(resource) : textsWith(resource, accessPoints),
  };
  // Nearly all are dialled where they listen: the fields are there only where they say something.
  const isForwarded = port4 !== listenPort || port6 !== listenPort;
  return isForwarded ? { ...vertex, ...portsOf(port4, port6) } : vertex;
}

function portsOf(port4: Port | undefined, port6: Port | undefined): Pick<Vertex, 'port4' | 'port6'> {
  return { ...(port4 === undefined ? {} : { port4 }), ...(port6 === undefined ? {} : { port6 }) };
}

/** Returns the subnets of a network resource or access point and its tunnel address, in canonical order. */
export function ownPrefixes({ subnet, subnet6 }: NetworkResource | AccessPoint): readonly Prefix[] {
  const ipv4 = [subnet, hostPrefix(tunnelAddress(subnet))].sort(comparePrefixes);
  return subnet6 === undefined ? ipv4 : [...ipv4, subnet6];
}

/** Returns the texts of `ownPrefixes`, without the prefixes. */
function ownTexts({ subnet, subnet6 }: NetworkResource): readonly string[] {
  const tunnel = tunnelPrefixText(subnet);
  const inOrder = (subnet.words[0] ?? 0) < tunnelWord(subnet);
  if (subnet6 === undefined) return inOrder ? [subnet.text, tunnel] : [tunnel, subnet.text];
  return inOrder ? [subnet.text, tunnel, subnet6.text] : [tunnel, subnet.text, subnet6.text];
}

function textsWith(resource: NetworkResource, accessPoints: readonly AccessPoint[]): readonly string[] {
  return [resource, ...accessPoints]
    .flatMap(ownPrefixes)
    .sort(comparePrefixes)
    .map(({ text }) => text);
}

/** Returns the FNV-1a hash of 32 bits (RFC 9923), which spreads ids that differ in one character. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
