import type { Link } from '../kind/link/resource.js';
import type { LinkUp } from '../kind/link-up.js';
import { namesOf, publicNetns } from '../mark/names.js';
import { deviceMtu } from '../topology/mtu.js';
import type { Topology } from '../topology/topology.js';
import type { Vertex } from '../topology/vertex.js';

/** Containers and virtual machines sit on the bridge with Ethernet's usual MTU. */
const bridgeMtu = 1500;

/**
 * Returns the bridge in the host, the macvlan on it inside the resource, and the WireGuard device. The host takes no
 * part in the tenant's IPv6: a router advertisement from a tenant must not configure it.
 */
export function links(topology: Topology, vertex: Vertex): readonly (Link | LinkUp)[] {
  const { id } = topology.network;
  const { socket } = vertex;
  const { netns, bridge, macvlan, wireguard, mark } = namesOf(id);
  return [
    {
      kind: 'Link',
      owner: id,
      name: bridge,
      type: 'bridge',
      mtu: bridgeMtu,
      alias: mark,
      disableIpv6: true,
      reason: "bridge of the tenant's workloads",
    },
    {
      kind: 'Link',
      owner: id,
      netns,
      name: macvlan,
      type: 'macvlan',
      link: bridge,
      mtu: bridgeMtu,
      alias: mark,
      disableIpv6: false,
      reason: 'the resource on its bridge',
    },
    {
      kind: 'Link',
      owner: id,
      netns,
      name: wireguard,
      type: 'wireguard',
      ...(socket === 'public' ? { birth: publicNetns } : {}),
      mtu: deviceMtu(topology, vertex),
      alias: mark,
      disableIpv6: false,
      reason: `socket in the ${socket} namespace`,
    },
    { kind: 'LinkUp', owner: id, device: bridge, reason: 'all is set' },
    { kind: 'LinkUp', owner: id, netns, device: 'lo', reason: 'all is set' },
    { kind: 'LinkUp', owner: id, netns, device: macvlan, reason: 'all is set' },
    { kind: 'LinkUp', owner: id, netns, device: wireguard, reason: 'all is set' },
  ];
}
