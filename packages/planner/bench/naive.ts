import { IPv4CidrRange } from 'ip-num';
import type { Inventory, Node } from '../src/document/inventory/document.js';
import type { TenantNetwork } from '../src/document/tenant-network/document.js';

/**
 * The planner one would write first, kept as a baseline: it looks at every pair again and asks ip-num's objects
 * about their subnets. It plans less (no paths over aggregators, no diff, no firewall) and is slower all the same.
 */
export function naivePlan(network: TenantNetwork, inventory: Inventory, node: string): readonly object[] {
  const nodes = new Map(inventory.nodes.map((each) => [each.id as string, each]));
  const own = network.resources.find((resource) => resource.node === node);
  const self = nodes.get(node);
  if (own === undefined || self === undefined) return [];
  const range = IPv4CidrRange.fromCidr(own.subnet.text);
  return network.resources.flatMap((peer) => {
    const other = nodes.get(peer.node);
    if (peer === own || other === undefined) return [];
    const subnet = IPv4CidrRange.fromCidr(peer.subnet.text);
    if (subnet.isOverlapping(range)) throw new Error('overlap');
    const [, b, c] = subnet.getFirst().toString().split('.');
    const endpoint = endpointOf(other, peer.listenPort);
    if (endpoint === undefined && endpointOf(self, own.listenPort) === undefined) return [];
    return [
      {
        kind: 'WireGuardSetPeer',
        publicKey: peer.publicKey,
        ...(endpoint === undefined ? {} : { endpoint }),
        allowedIPs: [subnet.toCidrString(), `100.64.${b}.${c}/32`],
      },
    ];
  });
}

function endpointOf({ publicConfig }: Node, port: number): string | undefined {
  const [ipv4, ipv6] = [publicConfig?.ipv4[0], publicConfig?.ipv6[0]];
  if (ipv6 !== undefined) return `[${ipv6.address.text}]:${port}`;
  return ipv4 === undefined ? undefined : `${ipv4.address.text}:${port}`;
}
