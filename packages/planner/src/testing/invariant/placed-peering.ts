import { desired } from '../../desired/network-resource.js';
import type { Node } from '../../document/inventory/document.js';
import { present } from '../../scalar/present.js';
import type { Topology } from '../../topology/topology.js';
import { type Router, routersOf } from './router.js';

/** A router with its node in the inventory. */
interface Placed {
  readonly router: Router;
  readonly node: Node;
}

/** A peering between two network resources as `from` has it. */
export interface PlacedPeering {
  readonly from: Placed;
  readonly to: Placed;
  readonly endpoint?: string;
  readonly persistentKeepalive?: number;
}

/** Returns both directions of every peering between network resources. */
export function placedPeerings(topology: Topology): readonly PlacedPeering[] {
  const placed = topology.vertices.flatMap(({ node }): Placed[] =>
    routersOf([desired(topology, node.id)]).map((router) => ({ router, node })),
  );
  const byKey = new Map(placed.map((each) => [each.router.publicKey, each]));
  return placed.flatMap((from) =>
    from.router.peers.flatMap(({ publicKey, endpoint, persistentKeepalive }) => {
      const to = byKey.get(publicKey);
      if (to === undefined) return [];
      return [
        {
          from,
          to,
          ...present({ endpoint, persistentKeepalive }),
        },
      ];
    }),
  );
}
