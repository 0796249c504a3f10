import { desired } from '../../desired/network-resource.js';
import type { ListenPort } from '../../kind/listen-port.js';
import type { NodeState } from '../../state/node-state.js';
import type { Topology } from '../../topology/topology.js';
import { type Violation, violation } from './invariant.js';

/** Checks that no two devices of a node listen on one port of one namespace. */
export function checkListenPortsUnique(states: readonly NodeState[]): readonly Violation[] {
  return states.flatMap((state) => {
    const ports = listenPorts(state);
    return ports.flatMap((a, i) =>
      ports
        .slice(i + 1)
        .filter((b) => a.port === b.port && a.birth === b.birth)
        .map((b) => {
          const message = `on ${state.node} both ${a.device} and ${b.device} listen on ${a.port}`;
          return violation('listen-ports-unique', [state.node], [], message);
        }),
    );
  });
}

/**
 * Checks that between two versions a device's port changes only where the network says so: a new port cuts every
 * session.
 */
export function checkListenPortsStable(before: Topology, after: Topology): readonly Violation[] {
  return after.vertices.flatMap(({ node, resource }) => {
    const earlier = before.vertexByNode.get(node.id);
    if (earlier === undefined || earlier.resource.listenPort !== resource.listenPort) return [];
    const [was, is] = [before, after].map((each) =>
      listenPorts(desired(each, node.id))
        .map(({ port }) => port)
        .join(),
    );
    if (was === is) return [];
    return [
      violation('listen-ports-stable', [node.id], [], `the port of ${node.id} went from ${was} to ${is}`),
    ];
  });
}

/** Checks that two versions with the same nodes, and the same nodes named as aggregators, have the same aggregators. */
export function checkAggregatorsStable(before: Topology, after: Topology): readonly Violation[] {
  if (placesOf(before) !== placesOf(after)) return [];
  const [was, is] = [before, after].map(({ aggregators }) =>
    aggregators.map(({ node }) => node.id).join(', '),
  );
  if (was === is) return [];
  const nodes = [...before.aggregators, ...after.aggregators].map(({ node }) => node.id);
  return [violation('aggregators-stable', nodes, [], `the aggregators went from ${was} to ${is}`)];
}

function listenPorts({ resources }: NodeState): readonly ListenPort[] {
  return resources.filter((each) => each.kind === 'ListenPort');
}

/** Returns all that may have a say in who forwards. */
function placesOf({ network, vertices }: Topology): string {
  return JSON.stringify([network.aggregators, vertices.map(({ node }) => node)]);
}
