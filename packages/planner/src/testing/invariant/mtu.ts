import * as E from 'fp-ts/lib/Either.js';
import { accessConfiguration } from '../../desired/access-configuration.js';
import { desired } from '../../desired/network-resource.js';
import type { Topology } from '../../topology/topology.js';
import { type Violation, violation } from './invariant.js';
import { placedPeerings } from './placed-peering.js';
import { carriedBy } from './underlay.js';

/** What the tunnel takes from what carries it, and what a laptop's way to its node is trusted with. */
const overhead = 80;
const laptop = 1500;

/**
 * Checks that a WireGuard device sends what both ends of each of its peerings carry, and not less than it could. A
 * laptop is told no more than Ethernet's usual 1500 bytes carry.
 */
export function checkMtu(topology: Topology): readonly Violation[] {
  const all = placedPeerings(topology);
  const { accessPoints } = topology.network;
  const wrong = (name: string, found: number | undefined, expected: number) =>
    found === expected
      ? []
      : [violation('mtu-carried', [name], [], `${name} has the MTU ${found} and not ${expected}`)];
  return [
    ...topology.vertices.flatMap(({ node }) => {
      const ends = all.filter(({ from }) => from.node === node).map(({ to }) => carriedBy(to.node));
      const laptops = accessPoints.some((each) => each.node === node.id) ? [laptop] : [];
      const { resources } = desired(topology, node.id);
      const device = resources.find((each) => each.kind === 'Link' && each.type === 'wireguard');
      const found = device?.kind === 'Link' ? device.mtu : undefined;
      return wrong(node.id, found, Math.min(carriedBy(node), ...ends, ...laptops) - overhead);
    }),
    ...accessPoints.flatMap(({ name, node }) => {
      const text = accessConfiguration(topology, name);
      const found = E.isRight(text) ? Number(/^MTU = (\d+)$/m.exec(text.right)?.[1]) : undefined;
      const own = topology.vertexByNode.get(node)?.node;
      return own === undefined ? [] : wrong(name, found, Math.min(laptop, carriedBy(own)) - overhead);
    }),
  ];
}
