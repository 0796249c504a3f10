import type { AccessPoint, TenantNetwork } from '../document/tenant-network/document.js';
import type { Address, Family } from '../scalar/address.js';
import { contains, type Prefix } from '../scalar/prefix.js';
import { tunnelRangeOf } from '../scalar/tunnel.js';
import { dialledPort } from './external.js';
import { reachabilityOf } from './reachability.js';
import type { Topology } from './topology.js';
import type { Vertex } from './vertex.js';

/** An access point with the node it dials. */
export interface Access {
  readonly accessPoint: AccessPoint;
  readonly vertex: Vertex;
}

/** The access points of a network, sorted by name, each with its node. */
export function accessPointsOf(topology: Topology): readonly Access[] {
  return topology.network.accessPoints.flatMap((accessPoint) => {
    const vertex = topology.vertexByNode.get(accessPoint.node);
    return vertex === undefined ? [] : [{ accessPoint, vertex }];
  });
}

/**
 * What an access point sends through its tunnel: the whole network and the tunnel addresses in it. Those of others are left
 * out, since one laptop may be in several networks, and two devices cannot have one route.
 */
export function accessRanges({ range, range6 }: TenantNetwork): readonly Prefix[] {
  const tunnels = tunnelRangeOf(range);
  return range6 === undefined ? [range, tunnels] : [range, tunnels, range6];
}

/**
 * The address an access point dials. Nothing is known of the networks a laptop visits but that nearly all have
 * IPv4, so that is the family unless the policy names one. An address inside the access point's own AllowedIPs
 * would be swallowed by its tunnel and is passed over; `undefined` where none is left.
 */
export function accessAddress(network: TenantNetwork, vertex: Vertex): Address | undefined {
  const preferred: Family = network.policy.preferFamily ?? 'ipv4';
  const ranges = accessRanges(network);
  const outside = dialableAddresses(vertex).filter(
    (address) => !ranges.some((range) => contains(range, address)),
  );
  return outside.find(({ kind }) => kind === preferred) ?? outside[0];
}

/** The addresses at which the Internet can dial the vertex, at most one a family. */
export function dialableAddresses({ node, resource: { listenPort } }: Vertex): readonly Address[] {
  const { ipv4, ipv6 } = reachabilityOf(node);
  return [ipv4, ipv6]
    .filter((address) => address !== undefined)
    .filter(({ kind }) => dialledPort(node, kind, listenPort) !== undefined);
}
