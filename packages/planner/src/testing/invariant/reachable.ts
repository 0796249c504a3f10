import * as E from 'fp-ts/lib/Either.js';
import { accessConfiguration } from '../../desired/access-configuration.js';
import { desired } from '../../desired/network-resource.js';
import type { AccessPoint, NetworkResource } from '../../document/tenant-network/document.js';
import { type Address, addressOf } from '../../scalar/address.js';
import { firstAddress, hostPrefix } from '../../scalar/prefix.js';
import { tunnelAddress } from '../../scalar/tunnel.js';
import type { NodeState } from '../../state/node-state.js';
import type { Topology } from '../../topology/topology.js';
import { readConfiguration } from './configuration.js';
import { type Violation, violation } from './invariant.js';
import { type Router, routersOf } from './router.js';
import { byKey, type Packet, type Walk, walk } from './walk.js';

/** Network resources and access points: what owns subnets. */
interface End {
  readonly router: Router;
  readonly addresses: readonly Address[];
}

/**
 * Checks that every network resource and access point reaches every other, in each family that both have, by walking
 * packets over the nodes' states with WireGuard's source check. Nodes that are down reach nobody, and nothing may need
 * them. The states are the desired ones unless others are given: those observed, say.
 */
export function checkPairsReachable(
  topology: Topology,
  states: readonly NodeState[] = topology.vertices.map(({ node }) => desired(topology, node.id)),
): readonly Violation[] {
  const up = topology.vertices.filter(({ node }) => !node.down);
  const resources = routersOf(states).filter(({ name }) => up.some(({ node }) => node.id === name));
  const accessPoints = topology.network.accessPoints.flatMap((each) => accessRouter(topology, each) ?? []);
  const routers = byKey([...resources, ...accessPoints]);
  const ends = [...up.map(({ resource }) => resource), ...topology.network.accessPoints].flatMap(
    (site): End[] => {
      const router = routers.get(site.publicKey);
      return router === undefined ? [] : [{ router, addresses: addressesOf(site) }];
    },
  );
  const violations: Violation[] = [];
  for (const from of ends) {
    for (const to of ends) {
      if (from === to) continue;
      for (const packet of packetsBetween(from, to)) {
        const walked = walk(routers, from.router, packet);
        if (walked.end !== 'arrived' || walked.path.at(-1) !== to.router) {
          violations.push(unreachable(from, to, packet, walked));
        }
      }
    }
  }
  return violations;
}

/** Returns an access point as its owner configures it: everything of the network goes to the one peer. */
function accessRouter(topology: Topology, accessPoint: AccessPoint): Router | undefined {
  const down = topology.vertexByNode.get(accessPoint.node)?.node.down !== false;
  const text = accessConfiguration(topology, accessPoint.name);
  if (down || E.isLeft(text)) return undefined;
  const { peer } = readConfiguration(text.right);
  return {
    name: accessPoint.name,
    network: topology.network.id,
    publicKey: accessPoint.publicKey,
    local: addressesOf(accessPoint).map(hostPrefix),
    tunnelled: peer.allowedIPs,
    peers: [peer],
    forwards: [],
  };
}

/** Returns the first host of each subnet, and the tunnel address. */
function addressesOf({ subnet, subnet6 }: NetworkResource | AccessPoint): readonly Address[] {
  const hosts = [subnet, ...(subnet6 === undefined ? [] : [subnet6])];
  return [
    tunnelAddress(subnet),
    ...hosts.map((each) => firstAddress(each)?.address ?? addressOf(each.words)),
  ];
}

/** Returns a packet for each address of the one and of the other, in one family. */
function packetsBetween(from: End, to: End): readonly Packet[] {
  return from.addresses.flatMap((source) =>
    to.addresses.filter(({ kind }) => kind === source.kind).map((destination) => ({ source, destination })),
  );
}

function unreachable(
  { router: from }: End,
  { router: to }: End,
  { source, destination }: Packet,
  { end, path }: Walk,
) {
  const way = path.map(({ name }) => name).join(' > ');
  return violation(
    'pair-reachable',
    [from.name, to.name],
    [source.text, destination.text],
    `from ${from.name} (${source.text}) to ${to.name} (${destination.text}): ${end} after ${way}`,
  );
}
