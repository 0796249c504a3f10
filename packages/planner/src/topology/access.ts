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

/** Returns the access points of a network, sorted by name, each with its node. */
export function accessPointsOf(topology: Topology): readonly Access[] {
  return topology.network.accessPoints.flatMap((accessPoint) => {
    const vertex = topology.vertexByNode.get(accessPoint.node);
    return vertex === undefined ? [] : [{ accessPoint, vertex }];
  });
}

/**
 * Returns what an access point sends through its tunnel: the whole network and the tunnel addresses in it. Tunnel
 * addresses of other networks are left out, since one laptop may be in several networks, and two devices cannot have
 * one route.
 */
export function accessRanges({ range, range6 }: TenantNetwork): readonly Prefix[] {
  const tunnels = tunnelRangeOf(range);
  return range6 === undefined ? [range, tunnels] : [range, tunnels, range6];
}

/**
 * Returns the address that an access point dials. Its family is IPv4 unless the policy names one: of the networks a
 * laptop visits it is only known that nearly all have IPv4. An address inside the access point's own AllowedIPs is
 * passed over, as its tunnel would swallow it. Returns `undefined` where no address is left.
 */
export function accessAddress(network: TenantNetwork, vertex: Vertex): Address | undefined {
  const preferred: Family = network.policy.preferFamily ?? 'ipv4';
  const ranges = accessRanges(network);
  const outside = dialableAddresses(vertex).filter(
    (address) => !ranges.some((range) => contains(range, address)),
  );
  return outside.find(({ kind }) => kind === preferred) ?? outside[0];
}

/** Returns the addresses at which the Internet can dial the vertex, at most one a family. */
export function dialableAddresses({ node, resource: { listenPort } }: Vertex): readonly Address[] {
  const { ipv4, ipv6 } = reachabilityOf(node);
  return [ipv4, ipv6]
    .filter((address) => address !== undefined)
    .filter(({ kind }) => dialledPort(node, kind, listenPort) !== undefined);
}
