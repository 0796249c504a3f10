import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import {
  connect,
  desired,
  type NodeId,
  type PlanErrors,
  parseInventory,
  parseTenantNetwork,
  pathBetween,
  planAll,
  type ResourceOf,
  type Topology,
} from '../../src/index.js';
import { checkMesh, checkVersions, type JsonDocument } from '../../src/testing/index.js';
import { inventory, key, network, nodes, resource } from '../documents.js';
import { right } from '../right.js';

function connected(of: JsonDocument, over: JsonDocument): E.Either<PlanErrors, Topology> {
  const parsed = parseTenantNetwork(of);
  return E.isLeft(parsed) ? parsed : connect(parsed.right, right(parseInventory(over)));
}

function topologyOf(of: JsonDocument, over: JsonDocument): Topology {
  return right(connected(of, over));
}

function kindsOf(result: E.Either<PlanErrors, unknown>): readonly string[] {
  return E.isLeft(result) ? result.left.map(({ kind }) => kind) : [];
}

/** The peers of a node as public key → what it knows of the peer. */
function peersAt(topology: Topology, node: string): readonly Partial<ResourceOf<'Peer'>>[] {
  const { resources } = desired(topology, node as NodeId);
  return resources.flatMap((each) => {
    if (each.kind !== 'Peer') return [];
    const { publicKey, endpoint, allowedIPs, persistentKeepalive } = each;
    const where = endpoint === undefined ? {} : { endpoint };
    return [
      {
        publicKey,
        allowedIPs,
        ...where,
        ...(persistentKeepalive === undefined ? {} : { persistentKeepalive }),
      },
    ];
  });
}

test('NM-6: IPv6 egress only and dialable over IPv4 only are no peers: a path over an aggregator, or an error', () => {
  const pair = [nodes.ipv6('six', 6), nodes.ipv4('four', 4)];
  const resources = [resource('six', 6), resource('four', 4)];
  const alone = connected(network(resources), inventory(...pair));
  expect(alone).toMatchObject(
    E.left([{ kind: 'no-path', from: 'four', to: 'six', why: 'no-common-family' }]),
  );
  const over = topologyOf(
    network([...resources, resource('both', 7)]),
    inventory(...pair, nodes.dual('both', 7)),
  );
  expect(pathBetween(over, 'six' as NodeId, 'four' as NodeId)).toEqual(['six', 'both', 'four']);
  expect(checkMesh(over)).toEqual([]);
});

test('TF-6: with no hidden node and no access point there is a full mesh and no aggregator', () => {
  const ids = ['a', 'b', 'c'];
  const topology = topologyOf(
    network(ids.map((id, i) => resource(id, i + 2))),
    inventory(...ids.map((id, i) => nodes.ipv4(id, i + 10))),
  );
  expect(topology.aggregators).toEqual([]);
  for (const id of ids) expect(peersAt(topology, id)).toHaveLength(2);
});

test('TF-7: one hidden node alone has no aggregator, no peers and no error', () => {
  const topology = topologyOf(network([resource('h', 2)]), inventory(nodes.hidden('h', 10)));
  expect(topology.aggregators).toEqual([]);
  expect(peersAt(topology, 'h')).toEqual([]);
});

test('TF-8: several hidden nodes and no public one is an error that says so', () => {
  const over = inventory(nodes.hidden('h', 10), nodes.hidden('k', 11));
  expect(kindsOf(connected(network([resource('h', 2), resource('k', 3)]), over))).toEqual(['no-public-node']);
});

test('TF-9: an access point at a node that has only a private address is refused', () => {
  const accessPoints = [{ name: 'laptop', node: 'h', subnet: '10.1.254.0/24', publicKey: key(254) }];
  expect(
    kindsOf(connected(network([resource('h', 2)], { accessPoints }), inventory(nodes.hidden('h', 10)))),
  ).toEqual(['access-point-unreachable']);
});

const tf10 = () =>
  topologyOf(
    network([{ ...resource('A', 2), listenPort: 7001 }, resource('H', 3), resource('K', 4)]),
    inventory(nodes.ipv4('A', 10), nodes.hidden('H', 11), nodes.hidden('K', 12)),
  );

test('TF-10: two hidden nodes reach each other over the public one', () => {
  const viaA = { publicKey: key(2), endpoint: '185.69.166.10:7001', persistentKeepalive: 25 };
  expect(peersAt(tf10(), 'A')).toEqual([
    { publicKey: key(3), allowedIPs: ['10.1.3.0/24', '100.64.1.3/32'] },
    { publicKey: key(4), allowedIPs: ['10.1.4.0/24', '100.64.1.4/32'] },
  ]);
  expect(peersAt(tf10(), 'H')).toEqual([
    { ...viaA, allowedIPs: ['10.1.2.0/24', '10.1.4.0/24', '100.64.1.2/32', '100.64.1.4/32'] },
  ]);
  expect(peersAt(tf10(), 'K')).toEqual([
    { ...viaA, allowedIPs: ['10.1.2.0/24', '10.1.3.0/24', '100.64.1.2/32', '100.64.1.3/32'] },
  ]);
});

/** The topology of shared/conformance/families.md: two dual-stack public nodes, one IPv6 only, one hidden, a laptop. */
const families = () =>
  topologyOf(
    network(
      [
        { ...resource('A', 2), listenPort: 7001 },
        { ...resource('B', 3), listenPort: 7002 },
        { ...resource('H', 4), listenPort: 7003 },
        { ...resource('S', 5), listenPort: 7004 },
      ],
      { accessPoints: [{ name: 'laptop', node: 'A', subnet: '10.1.254.0/24', publicKey: key(254) }] },
    ),
    inventory(nodes.dual('A', 10), nodes.dual('B', 11), nodes.hidden('H', 12), nodes.ipv6('S', 5)),
  );

test('TF-11: a prefix is on exactly one peer of each device', () => {
  for (const { node } of families().vertices) {
    const all = peersAt(families(), node.id).flatMap(({ allowedIPs = [] }) => allowedIPs);
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((each) => each === '10.1.4.0/24')).toHaveLength(node.id === 'H' ? 0 : 1);
  }
  expect(checkMesh(families())).toEqual([]);
});

test("TF-12: a hidden node's own subnet is never among the AllowedIPs of its peers", () => {
  const all = peersAt(families(), 'H').flatMap(({ allowedIPs = [] }) => allowedIPs);
  expect(all).not.toContain('10.1.4.0/24');
  expect(all).toEqual(expect.arrayContaining(['10.1.2.0/24', '10.1.3.0/24', '10.1.5.0/24', '10.1.254.0/24']));
});

test('TF-13: planned twice, or updated elsewhere, a network keeps its ports and aggregators', () => {
  const over = inventory(
    nodes.ipv4('A', 10),
    nodes.dual('B', 13),
    nodes.hidden('H', 11),
    nodes.hidden('K', 12),
  );
  const resources = [resource('A', 2), resource('B', 5), resource('H', 3), resource('K', 4)];
  const before = topologyOf(network(resources), over);
  const elsewhere = [...resources.slice(0, 3), { ...resource('K', 4), publicKey: key(44) }];
  const after = topologyOf(network(elsewhere, { version: 2 }), over);
  expect(checkVersions(before, after)).toEqual([]);
  const plans = ({ network: of }: Topology) =>
    [...planAll({ networks: [of], inventory: right(parseInventory(over)) })].map(
      (each) => right(each).operations,
    );
  expect(plans(before)).toEqual(plans(topologyOf(network(resources), over)));
  const ports = (topology: Topology) =>
    topology.vertices.map(({ node }) =>
      desired(topology, node.id).resources.filter((each) => each.kind === 'ListenPort'),
    );
  expect(ports(after)).toEqual(ports(before));
  expect(after.aggregators.map(({ node }) => node.id)).toEqual(before.aggregators.map(({ node }) => node.id));
});
