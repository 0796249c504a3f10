import type { Node } from '../document/inventory.js';
import type { AccessPoint, NetworkResource } from '../document/tenant-network.js';
import type { Address } from '../scalar/address.js';
import { endpointText } from '../scalar/endpoint.js';
import { comparePrefixes, type Prefix } from '../scalar/prefix.js';
import { tunnelPrefix } from '../scalar/tunnel.js';
import { type Families, familiesOf, ipv4, ipv6, none } from './families.js';
import { type Reachability, reachabilityOf } from './reachability.js';

/**
 * A network resource with all that the mesh needs of it, worked out once and shared by every node's plan: that is
 * where the speed comes from.
 */
export interface Vertex {
  /** Place among the vertices, which are sorted by node id. */
  readonly index: number;
  readonly node: Node;
  readonly resource: NetworkResource;
  readonly accessPoints: readonly AccessPoint[];
  readonly reachability: Reachability;
  readonly egress: Families;
  readonly dialable: Families;
  /** Number of the LAN the node can dial on, -1 without. */
  readonly lan: number;
  readonly lanFamilies: Families;
  readonly hidden: boolean;
  /** A hash of the node id, what ties are broken by. */
  readonly hash: number;
  readonly endpoint4: string | undefined;
  readonly endpoint6: string | undefined;
  /** The resource's own prefixes and its access points', in canonical order. */
  readonly prefixes: readonly Prefix[];
  /** Their texts: the AllowedIPs of this vertex where nothing lies behind it. */
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
  const { socket, egress, lanAddresses } = reachability;
  const dialable =
    (reachability.ipv4 === undefined ? none : ipv4) | (reachability.ipv6 === undefined ? none : ipv6);
  const prefixes = accessPoints.length === 0 ? ownPrefixes(resource) : prefixesWith(resource, accessPoints);
  return {
    index,
    node,
    resource,
    accessPoints,
    reachability,
    egress,
    dialable,
    lan: node.lan === undefined || socket === 'public' ? -1 : lanNumber(node.lan),
    lanFamilies:
      lanAddresses.length === 0 ? none : familiesOf(lanAddresses.map(({ address }) => address.kind)),
    hidden: dialable === none,
    hash: hashOf(node.id),
    endpoint4: endpointAt(reachability.ipv4, resource),
    endpoint6: endpointAt(reachability.ipv6, resource),
    prefixes,
    allowedIPs: prefixes.map(textOf),
  };
}

/** The subnets of a network resource or access point and its tunnel address, in canonical order. */
export function ownPrefixes({ subnet, subnet6 }: NetworkResource | AccessPoint): readonly Prefix[] {
  const tunnel = tunnelPrefix(subnet);
  const [first, second] = comparePrefixes(subnet, tunnel) < 0 ? [subnet, tunnel] : [tunnel, subnet];
  return subnet6 === undefined ? [first, second] : [first, second, subnet6];
}

function prefixesWith(resource: NetworkResource, accessPoints: readonly AccessPoint[]): readonly Prefix[] {
  return [resource, ...accessPoints].flatMap(ownPrefixes).sort(comparePrefixes);
}

function endpointAt(address: Address | undefined, { listenPort }: NetworkResource): string | undefined {
  return address === undefined ? undefined : endpointText(address, listenPort);
}

function textOf({ text }: Prefix): string {
  return text;
}

/** FNV-1a, 32 bits (RFC 9923): spreads ids that differ in one character. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
