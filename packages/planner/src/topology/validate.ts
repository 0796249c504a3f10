import type { TenantNetwork } from '../document/tenant-network/document.js';
import type { PlanError, Problem } from '../error.js';
import { contains } from '../scalar/prefix.js';
import { accessAddress, accessPointsOf, accessRanges, dialableAddresses } from './access.js';
import { tunnelMtu } from './mtu.js';
import type { Topology } from './topology.js';

/** Finds what the network asks of its nodes that they cannot do. */
export function checkTopology(topology: Topology): readonly PlanError[] {
  return [
    ...checkNodes(topology),
    ...checkPorts(topology),
    ...checkMtu(topology),
    ...checkAggregators(topology),
    ...checkAccessPoints(topology),
  ];
}

/**
 * Returns the path of a resource as an RFC 9535 filter: by node and not by index, so that the order of the text does
 * not show.
 */
export function resourcePath(node: string): string {
  return `$.resources[?@.node=='${node}']`;
}

/** Refuses resources on nodes that the inventory lacks: they have no vertex. */
function checkNodes({ network, vertices, vertexByNode }: Topology): readonly PlanError[] {
  if (vertices.length === network.resources.length) return [];
  return network.resources
    .filter(({ node }) => !vertexByNode.has(node))
    .map(({ node }) =>
      at(network, `${resourcePath(node)}.node`, node, { kind: 'unknown-node', missingFrom: 'inventory' }),
    );
}

function checkPorts({ network, vertices }: Topology): readonly PlanError[] {
  return vertices
    .filter(({ portInUse }) => portInUse)
    .map(({ node, resource }) =>
      at(network, `${resourcePath(node.id)}.listenPort`, String(resource.listenPort), {
        kind: 'port-in-use',
        node: node.id,
      }),
    );
}

function checkMtu({ network, vertices }: Topology): readonly PlanError[] {
  const minimum = network.range6 === undefined ? leastMtu4 : leastMtu6;
  return vertices
    .filter(({ underlayMtu }) => tunnelMtu(underlayMtu) < minimum)
    .map(({ node: { id }, underlayMtu }) =>
      at(network, resourcePath(id), id, { kind: 'mtu-too-small', mtu: tunnelMtu(underlayMtu), minimum }),
    );
}

/** What every IPv4 host must take (RFC 791), and what every IPv6 link must carry (RFC 8200). */
const leastMtu4 = 576;
const leastMtu6 = 1280;

function checkAggregators({ network, vertexByNode }: Topology): readonly PlanError[] {
  return network.aggregators
    .filter((node) => vertexByNode.get(node)?.hidden === true)
    .map((node) =>
      at(network, `$.aggregators[?@=='${node}']`, node, { kind: 'aggregator-cannot-aggregate' }),
    );
}

function checkAccessPoints(topology: Topology): readonly PlanError[] {
  const { network } = topology;
  return accessPointsOf(topology).flatMap(({ accessPoint, vertex }) => {
    const { name } = accessPoint;
    const path = `$.accessPoints[?@.name=='${name}'].node`;
    if (vertex.hidden)
      return [at(network, path, vertex.node.id, { kind: 'access-point-unreachable', node: vertex.node.id })];
    if (accessAddress(network, vertex) !== undefined) return [];
    return dialableAddresses(vertex)
      .slice(0, 1)
      .flatMap((address) => {
        const prefix = accessRanges(network).find((range) => contains(range, address));
        return prefix === undefined
          ? []
          : [
              at(network, path, name, {
                kind: 'access-point-swallows-endpoint',
                endpoint: address.text,
                prefix: prefix.text,
              }),
            ];
      });
  });
}

function at(network: TenantNetwork, path: string, value: string, problem: Problem): PlanError {
  return { ...problem, document: 'tenant-network', network: network.id, path, value };
}
