import type { Node } from '../document/inventory.js';
import type { AccessPoint, NetworkResource } from '../document/tenant-network.js';
import type { Address } from '../scalar/address.js';
import { comparePrefixes, hostPrefix, type InterfaceAddress, type Prefix } from '../scalar/prefix.js';
import { tunnelAddress, tunnelPrefixText, tunnelWord } from '../scalar/tunnel.js';
import { type Families, familiesOf, ipv4, ipv6, none } from './families.js';
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
  /** The addresses that others can dial from the Internet: texts of endpoints are made of those that are used. */
  readonly address4: Address | undefined;
  readonly address6: Address | undefined;
  /** The resource's own prefixes and its access points', in canonical order: AllowedIPs where nothing lies behind. */
  readonly allowedIPs: readonly string[];
}

export function vertexOf(
  index: number,
  resource: NetworkResource,
  node: Node,
  accessPoints: readonly AccessPoint[],
  lanNumber: (lan: string) => number,
): Vertex {
  const reachability = reachabilityOf(node);
  const { socket, underlayMtu, egress, lanAddresses } = reachability;
  const dialable =
    (reachability.ipv4 === undefined ? none : ipv4) | (reachability.ipv6 === undefined ? none : ipv6);
  return {
    index,
    node,
    resource,
    accessPoints,
    socket,
    portInUse: node.listenPortsInUse.includes(resource.listenPort),
    underlayMtu,
    egress,
    dialable,
    hidden: dialable === none,
    lan: node.lan === undefined || socket === 'public' ? -1 : lanNumber(node.lan),
    lanFamilies: familiesOf(lanAddresses),
    lanAddresses,
    hash: hashOf(node.id),
    address4: reachability.ipv4,
    address6: reachability.ipv6,
    allowedIPs: accessPoints.length === 0 ? ownTexts(resource) : textsWith(resource, accessPoints),
  };
}

/** The subnets of a network resource or access point and its tunnel address, in canonical order. */
export function ownPrefixes({ subnet, subnet6 }: NetworkResource | AccessPoint): readonly Prefix[] {
  const ipv4 = [subnet, hostPrefix(tunnelAddress(subnet))].sort(comparePrefixes);
  return subnet6 === undefined ? ipv4 : [...ipv4, subnet6];
}

/** Their texts, without the prefixes. */
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

/** FNV-1a, 32 bits (RFC 9923): spreads ids that differ in one character. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
