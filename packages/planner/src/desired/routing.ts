import type { Address } from '../kind/address.js';
import type { Route } from '../kind/route.js';
import type { Sysctl } from '../kind/sysctl.js';
import { egressLink, namesOf } from '../mark/names.js';
import { tunnelRange } from '../scalar/address-class.js';
import { firstAddress } from '../scalar/prefix.js';
import { tunnelAddress } from '../scalar/tunnel.js';
import type { Topology } from '../topology/topology.js';
import type { Vertex } from '../topology/vertex.js';
import { answeringForItself, namespaceParameters, withoutRedirects } from './segments.js';

/**
 * Returns the kernel parameters of a network resource. Forwarding is set in both families, and not assumed. Secondary
 * addresses are promoted: when the subnet moves, the device has its new tunnel address before it loses the old one, and
 * both lie in the same /16; without promotion the kernel would delete the new one along with the old (ip-sysctl,
 * promote_secondaries). Workloads are told nothing of the addresses that the resource or the host has elsewhere, and
 * are sent no redirects.
 */
export function sysctls({ network }: Topology, hasInternet: boolean): readonly Sysctl[] {
  const { netns, bridge, macvlan, wireguard } = namesOf(network.id);
  const owned = { kind: 'Sysctl', owner: network.id } as const;
  const sysctl = (key: string, reason: string): Sysctl => ({ ...owned, netns, key, value: '1', reason });
  const own = namespaceParameters.map((each): Sysctl => ({ ...owned, netns, ...each }));
  const silent = [macvlan, wireguard, ...(hasInternet ? [egressLink] : [])].map(
    (link): Sysctl => ({ ...owned, netns, ...withoutRedirects(link) }),
  );
  return [
    sysctl('net.ipv4.ip_forward', 'forward IPv4'),
    sysctl('net.ipv6.conf.all.forwarding', 'forward IPv6'),
    sysctl('net.ipv4.conf.all.promote_secondaries', 'keep the new address when the old one goes'),
    ...own,
    ...silent,
    { ...owned, ...answeringForItself(bridge) },
  ];
}

/** Returns the subnets' first addresses towards the workloads, and the tunnel address towards the mesh. */
export function addresses({ network }: Topology, { resource }: Vertex): readonly Address[] {
  const { netns, macvlan, wireguard } = namesOf(network.id);
  const gateways = [resource.subnet, ...(resource.subnet6 === undefined ? [] : [resource.subnet6])];
  return [
    ...gateways.flatMap((subnet): Address[] => {
      const first = firstAddress(subnet);
      return first === undefined
        ? []
        : [
            {
              kind: 'Address',
              owner: network.id,
              netns,
              device: macvlan,
              address: first.text,
              reason: 'gateway of the subnet',
            },
          ];
    }),
    {
      kind: 'Address',
      owner: network.id,
      netns,
      device: wireguard,
      address: `${tunnelAddress(resource.subnet).text}/${tunnelRange.length}`,
      reason: 'tunnel address',
    },
  ];
}

/**
 * Returns one route a family for the whole range: WireGuard decides which peer gets what. A range that is the
 * resource's own subnet has no other subnet in it, and its route would take the place of the one that the kernel makes
 * of the gateway's address.
 *
 * Where that has happened, nothing brings the kernel's route back as long as the address stays. So a route to the
 * workloads is also added here, with a higher metric than the kernel's. In IPv6 the kernel's own has the better metric
 * at all times.
 */
export function routes({ network }: Topology, { resource }: Vertex): readonly Route[] {
  const { netns, macvlan, wireguard } = namesOf(network.id);
  const home = { kind: 'Route', owner: network.id, netns } as const;
  const ranges = [network.range, ...(network.range6 === undefined ? [] : [network.range6])];
  return [
    {
      ...home,
      destination: resource.subnet.text,
      device: macvlan,
      metric: spareMetric,
      reason: "the subnet, if the kernel's own route is gone",
    },
    ...ranges
      .filter(({ text }) => text !== resource.subnet.text && text !== resource.subnet6?.text)
      .map(
        (range): Route => ({
          ...home,
          destination: range.text,
          device: wireguard,
          reason: 'the range goes into the mesh',
        }),
      ),
  ];
}

/** Any but 0, which is the kernel's own in IPv4. */
const spareMetric = 1024;
