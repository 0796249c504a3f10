import * as E from 'fp-ts/lib/Either.js';
import { accessConfiguration } from '../desired/access-configuration.js';
import { desired } from '../desired/network-resource.js';
import type { Node } from '../document/inventory.js';
import { contains } from '../scalar/prefix.js';
import { isGlobal } from '../scalar/scope.js';
import type { Topology } from '../topology/topology.js';
import { type Violation, violation } from './invariant.js';
import { readConfiguration } from './invariant-configuration.js';
import { addressOfEndpoint, type Router, routersOf } from './invariant-router.js';
import { dialableAt, dialFamilies, egressOf, shareLan } from './invariant-underlay.js';

/** A router with its node in the inventory. */
interface Placed {
  readonly router: Router;
  readonly node: Node;
}

/**
 * An endpoint is the dialled node's own global address and listen port, in a family the dialler reaches the Internet
 * in; only nodes that say they share a LAN dial each other's private addresses.
 */
export function checkEndpointsDialable(topology: Topology): readonly Violation[] {
  return peerings(topology).flatMap(({ from, to, endpoint }) => {
    if (endpoint === undefined) return [];
    const address = addressOfEndpoint(endpoint);
    const wrong = (why: string) => [
      violation(
        'endpoint-dialable',
        [from.node.id, to.node.id],
        [endpoint],
        `${from.node.id} dials ${to.node.id} at ${endpoint}, ${why}`,
      ),
    ];
    if (Number(endpoint.slice(endpoint.lastIndexOf(':') + 1)) !== to.router.listenPort) {
      return wrong('where it does not listen');
    }
    if (shareLan(from.node, to.node, address)) return [];
    if (!isGlobal(address)) return wrong('which is not global');
    if (!dialableAt(to.node).some(({ text }) => text === address.text))
      return wrong('where it cannot be dialled');
    return egressOf(from.node).includes(address.kind)
      ? []
      : wrong('a family it does not reach the Internet in');
  });
}

/**
 * Two network resources are peers where one can dial the other, in a family in which both can if there is one, and
 * else in one in which one can; of two such, the preferred. Whoever can dial in it has the other's endpoint.
 */
export function checkPeeringFamily(topology: Topology): readonly Violation[] {
  const { preferFamily = 'ipv6' } = topology.network.policy;
  const all = peerings(topology);
  return topology.vertices.flatMap(({ node: from }) =>
    topology.vertices.flatMap(({ node: to }) => {
      if (from === to) return [];
      const [there, back] = [dialFamilies(from, to), dialFamilies(to, from)];
      const both = there.filter((family) => back.includes(family));
      const either = both.length > 0 ? both : [...there, ...back];
      const family = either.includes(preferFamily) ? preferFamily : either[0];
      const expected = family !== undefined && there.includes(family) ? family : 'none';
      const peering = all.find((each) => each.from.node === from && each.to.node === to);
      const endpoint = peering?.endpoint;
      const found = endpoint === undefined ? 'none' : addressOfEndpoint(endpoint).kind;
      const wrong = (why: string) => [
        violation('peering-family', [from.id, to.id], [], `${from.id} ${why} ${to.id}`),
      ];
      if ((peering === undefined) !== (family === undefined)) {
        return wrong(peering === undefined ? 'is no peer of' : 'is for no reason a peer of');
      }
      return found === expected ? [] : wrong(`dials in family ${found}, and not ${expected},`);
    }),
  );
}

/** Nobody dials a hidden node, LANs aside. */
export function checkHiddenNeverDialled(topology: Topology): readonly Violation[] {
  return peerings(topology).flatMap(({ from, to, endpoint }) => {
    if (endpoint === undefined || dialableAt(to.node).length > 0) return [];
    if (shareLan(from.node, to.node, addressOfEndpoint(endpoint))) return [];
    const message = `${from.node.id} dials ${to.node.id}, which is hidden, at ${endpoint}`;
    return [violation('hidden-never-dialled', [from.node.id, to.node.id], [endpoint], message)];
  });
}

/** Where only one side can dial, that side keeps the way open, unless the policy turns keepalive off. */
export function checkKeepalive(topology: Topology): readonly Violation[] {
  const { mode, seconds } = topology.network.policy.keepalive;
  const all = peerings(topology);
  return all.flatMap(({ from, to, endpoint, persistentKeepalive = 0 }) => {
    const back = all.find((each) => each.from === to && each.to === from);
    const alone = endpoint !== undefined && back?.endpoint === undefined;
    const expected = alone || mode === 'every-peer' ? seconds : 0;
    if (persistentKeepalive === expected) return [];
    const message = `${from.node.id} keeps alive ${to.node.id} every ${persistentKeepalive} s and not ${expected} s`;
    return [violation('keepalive-from-the-dialler', [from.node.id, to.node.id], [], message)];
  });
}

/** What an access point dials is not inside its own tunnel, and is where its node listens. */
export function checkAccessPointEndpoints(topology: Topology): readonly Violation[] {
  return topology.network.accessPoints.flatMap(({ name, node }) => {
    const text = accessConfiguration(topology, name);
    const { endpoint, allowedIPs } = E.isRight(text)
      ? readConfiguration(text.right).peer
      : { allowedIPs: [] };
    const place = topology.vertices.find((each) => each.node.id === node);
    const wrong = (prefixes: readonly string[], why: string) => [
      violation('access-point-endpoint', [name, node], prefixes, `${name} ${why}`),
    ];
    if (endpoint === undefined || place === undefined) return wrong([], 'has no endpoint to dial');
    const address = addressOfEndpoint(endpoint);
    const swallowing = allowedIPs.find((prefix) => contains(prefix, address));
    if (swallowing !== undefined)
      return wrong([swallowing.text, endpoint], `sends ${endpoint} into its own tunnel`);
    const known = dialableAt(place.node).some(({ text }) => text === address.text);
    return known ? [] : wrong([endpoint], `dials ${endpoint}, where ${node} cannot be dialled`);
  });
}

interface PlacedPeering {
  readonly from: Placed;
  readonly to: Placed;
  readonly endpoint?: string;
  readonly persistentKeepalive?: number;
}

/** Both directions of every peering between network resources. */
function peerings(topology: Topology): readonly PlacedPeering[] {
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
          ...(endpoint === undefined ? {} : { endpoint }),
          ...(persistentKeepalive === undefined ? {} : { persistentKeepalive }),
        },
      ];
    }),
  );
}
