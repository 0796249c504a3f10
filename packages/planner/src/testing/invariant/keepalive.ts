import type { Topology } from '../../topology/topology.js';
import { type Violation, violation } from './invariant.js';
import { placedPeerings } from './placed-peering.js';

/** Checks that where only one side can dial, that side keeps the way open, unless the policy turns keepalive off. */
export function checkKeepalive(topology: Topology): readonly Violation[] {
  const { mode, seconds } = topology.network.policy.keepalive;
  const all = placedPeerings(topology);
  return all.flatMap(({ from, to, endpoint, persistentKeepalive = 0 }) => {
    const back = all.find((each) => each.from === to && each.to === from);
    const alone = endpoint !== undefined && back?.endpoint === undefined;
    const expected = alone || mode === 'every-peer' ? seconds : 0;
    if (persistentKeepalive === expected) return [];
    const message = `${from.node.id} keeps alive ${to.node.id} every ${persistentKeepalive} s and not ${expected} s`;
    return [violation('keepalive-from-the-dialler', [from.node.id, to.node.id], [], message)];
  });
}
