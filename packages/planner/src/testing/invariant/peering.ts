import type { NodeState } from '../../state/node-state.js';
import { type Violation, violation } from './invariant.js';
import { type Router, routersOf } from './router.js';

/**
 * Checks that each peer has the other as its peer, and that at least one of the two can dial. Peers that are in none of
 * the states are access points, and not looked at.
 */
export function checkPeeringSymmetric(states: readonly NodeState[]): readonly Violation[] {
  const routers = routersOf(states);
  return routers.flatMap((a) =>
    a.peers.flatMap((peer) => {
      const b = routers.find(
        ({ publicKey, network }) => publicKey === peer.publicKey && network === a.network,
      );
      if (b === undefined) return [];
      const back = b.peers.find(({ publicKey }) => publicKey === a.publicKey);
      if (back === undefined)
        return [asymmetric(a, b, `${a.name} has ${b.name} as its peer, but not the reverse`)];
      const mute = a.name < b.name && peer.endpoint === undefined && back.endpoint === undefined;
      return mute ? [asymmetric(a, b, `neither of ${a.name} and ${b.name} has the other's endpoint`)] : [];
    }),
  );
}

function asymmetric(a: Router, b: Router, message: string): Violation {
  return violation('peering-symmetric', [a.name, b.name], [], message);
}
