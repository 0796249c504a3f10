import type { Node } from '../document/inventory.js';
import type { AccessPoint, NetworkResource } from '../document/tenant-network.js';
import type { Family } from '../scalar/address.js';
import { endpointText } from '../scalar/endpoint.js';
import { comparePrefixes, hostPrefix, type Prefix } from '../scalar/prefix.js';
import { tunnelAddress } from '../scalar/tunnel.js';
import { type Families, familiesOf } from './families.js';
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
  const dialable = familiesOf(reachability.dialable.map(({ kind }) => kind));
  const prefixes = [resource, ...accessPoints].flatMap(ownPrefixes).sort(comparePrefixes);
  const endpoint = (family: Family) => {
    const address = reachability.dialable.find(({ kind }) => kind === family);
    return address === undefined ? undefined : endpointText(address, resource.listenPort);
  };
  return {
    index,
    node,
    resource,
    accessPoints,
    reachability,
    egress: familiesOf(reachability.egress),
    dialable,
    lan: node.lan === undefined || reachability.socket === 'public' ? -1 : lanNumber(node.lan),
    lanFamilies: familiesOf(reachability.lanAddresses.map(({ address }) => address.kind)),
    hidden: dialable === 0,
    hash: hashOf(node.id),
    endpoint4: endpoint('ipv4'),
    endpoint6: endpoint('ipv6'),
    prefixes,
    allowedIPs: prefixes.map(({ text }) => text),
  };
}

/** The subnets of a network resource or access point, and its tunnel address. */
export function ownPrefixes({ subnet, subnet6 }: NetworkResource | AccessPoint): readonly Prefix[] {
  const tunnel = hostPrefix(tunnelAddress(subnet));
  return subnet6 === undefined ? [subnet, tunnel] : [subnet, tunnel, subnet6];
}

/** FNV-1a, 32 bits (RFC 9923): spreads ids that differ in one character. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
