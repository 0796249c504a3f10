import { firstAddress } from '../scalar/prefix.js';
import { tunnelRange } from '../scalar/scope.js';
import { tunnelAddress } from '../scalar/tunnel.js';
import type { Address, Route, Sysctl } from '../state/resource.js';
import type { Topology } from '../topology/topology.js';
import type { Vertex } from '../topology/vertex.js';
import { namesOf } from './names.js';

/**
 * Forwarding in both families, set and not assumed. Secondary addresses are promoted: when the subnet moves, the
 * device has its new tunnel address before it loses the old one, and both lie in the same /16; without promotion
 * the kernel would delete the new one along with the old (ip-sysctl, promote_secondaries).
 */
export function sysctls({ network }: Topology): readonly Sysctl[] {
  const { netns } = namesOf(network.id);
  const sysctl = (key: string, reason: string): Sysctl => ({
    kind: 'Sysctl',
    network: network.id,
    netns,
    key,
    value: '1',
    reason,
  });
  return [
    sysctl('net.ipv4.ip_forward', 'forward IPv4'),
    sysctl('net.ipv6.conf.all.forwarding', 'forward IPv6'),
    sysctl('net.ipv4.conf.all.promote_secondaries', 'keep the new address when the old one goes'),
  ];
}

/** The subnets' first addresses towards the workloads, the tunnel address towards the mesh. */
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
              network: network.id,
              netns,
              device: macvlan,
              address: first.text,
              reason: 'gateway of the subnet',
            },
          ];
    }),
    {
      kind: 'Address',
      network: network.id,
      netns,
      device: wireguard,
      address: `${tunnelAddress(resource.subnet).text}/${tunnelRange.length}`,
      reason: 'tunnel address',
    },
  ];
}

/** One route a family for the whole range: which peer gets what is WireGuard's business. */
export function routes({ network }: Topology): readonly Route[] {
  const { netns, wireguard } = namesOf(network.id);
  const ranges = [network.range, ...(network.range6 === undefined ? [] : [network.range6])];
  return ranges.map((range) => ({
    kind: 'Route',
    network: network.id,
    netns,
    destination: range.text,
    device: wireguard,
    reason: 'the range goes into the mesh',
  }));
}
