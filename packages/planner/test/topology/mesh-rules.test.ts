import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import {
  connect,
  type PlanErrors,
  parseInventory,
  parseTenantNetwork,
  pathBetween,
  plan,
  type Topology,
} from '../../src/index.js';
import { checkMesh, type JsonDocument } from '../../src/testing/index.js';
import { inventory, key, network, nodes, resource } from '../documents.js';
import { booted, brought, planned } from '../laws/world.js';
import { right } from '../right.js';

function connected(of: JsonDocument, ...over: readonly JsonDocument[]): E.Either<PlanErrors, Topology> {
  return connect(right(parseTenantNetwork(of)), right(parseInventory(inventory(...over))));
}

function kindsOf(result: E.Either<PlanErrors, unknown>): readonly string[] {
  return E.isLeft(result) ? result.left.map(({ kind }) => kind) : [];
}

const laptop = (node: string) => ({ name: 'laptop', node, subnet: '10.1.254.0/24', publicKey: key(254) });

test('an empty network connects, and wants nothing anywhere', () => {
  const topology = right(connected(network([]), nodes.dual('a', 10)));
  expect(topology.vertices).toEqual([]);
  expect(checkMesh(topology)).toEqual([]);
});

test('traffic between many hidden nodes is spread over all aggregators, and back by the same way', () => {
  const hidden = Array.from({ length: 30 }, (_, i) => `h${i}`);
  const topology = right(
    connected(
      network(['x', 'y', 'z', ...hidden].map((id, i) => resource(id, i + 1))),
      ...['x', 'y', 'z'].map((id, i) => nodes.dual(id, 10 + i)),
      ...hidden.map((id, i) => nodes.hidden(id, 20 + i)),
    ),
  );
  const used = new Map<string, number>();
  const ids = topology.vertices.map(({ node }) => node.id);
  for (const from of ids) {
    for (const to of ids) {
      const path = pathBetween(topology, from, to) ?? [];
      expect(pathBetween(topology, to, from)).toEqual(path.toReversed());
      for (const via of path.slice(1, -1)) used.set(via, (used.get(via) ?? 0) + 1);
    }
  }
  expect([...used.keys()].sort()).toEqual(['x', 'y', 'z']);
  expect(Math.min(...used.values())).toBeGreaterThan((30 * 29) / 6);
});

test('without names, aggregators are few, dual-stack first, and of both families where none is dual-stack', () => {
  const all = ['p', 'q', 'r', 's', 't'];
  const members = [...all, 'six', 'h', 'k'].map((id, i) => resource(id, i + 1));
  const others = [nodes.ipv6('six', 60), nodes.hidden('h', 20), nodes.hidden('k', 21)];
  const chosen = (...dual: readonly string[]) => {
    const publics = all.map((id, i) =>
      dual.includes(id) ? nodes.dual(id, 10 + i) : fourWithSixBehind(id, 10 + i),
    );
    const topology = right(connected(network(members), ...publics, ...others));
    return topology.aggregators.map(({ node }) => node.id);
  };
  expect(chosen('r', 's')).toEqual(expect.arrayContaining(['r', 's']));
  expect(chosen('r', 's')).toHaveLength(3);
  expect(chosen('q', 'r', 's', 't')).toHaveLength(3);
  expect(chosen()).toContain('six');
});

/** Dialable over IPv4, with IPv6 behind a firewall. */
function fourWithSixBehind(id: string, n: number): JsonDocument {
  const eth0 = {
    name: 'eth0',
    addresses: [`185.69.166.${n}/24`, `2a02:1802:5e::${n}/64`],
    gateways: ['185.69.166.1', 'fe80::1'],
  };
  return { id, interfaces: [eth0], inbound: ['ipv4'] };
}

test('an access point whose tunnel would swallow the one address it can dial is refused, with address and prefix', () => {
  const wide = network([{ ...resource('a', 2), subnet: '185.69.2.0/24' }], {
    range: '185.69.0.0/16',
    accessPoints: [{ ...laptop('a'), subnet: '185.69.254.0/24' }],
  });
  expect(connected(wide, nodes.ipv4('a', 10))).toMatchObject(
    E.left([{ kind: 'access-point-swallows-endpoint', endpoint: '185.69.166.10', prefix: '185.69.0.0/16' }]),
  );
  const dual = right(connected(wide, nodes.dual('a', 10)));
  expect(checkMesh(dual)).toEqual([]);
});

test("a range that meets a node's own LAN is fine: its socket lives in another namespace", () => {
  const home = network([{ ...resource('h', 1), subnet: '192.168.1.0/24' }], { range: '192.168.0.0/16' });
  expect(kindsOf(connected(home, nodes.hidden('h', 20)))).toEqual([]);
});

test('a port that others hold on the node is refused', () => {
  const node = { ...nodes.ipv4('a', 10), listenPortsInUse: [7002] };
  expect(connected(network([resource('a', 2)]), node)).toMatchObject(
    E.left([{ kind: 'port-in-use', node: 'a', value: '7002' }]),
  );
});

test('a named aggregator that is hidden cannot aggregate', () => {
  const of = network([resource('a', 2), resource('h', 3)], { aggregators: ['h'] });
  expect(kindsOf(connected(of, nodes.ipv4('a', 10), nodes.hidden('h', 20)))).toContain(
    'aggregator-cannot-aggregate',
  );
});

test('a resource on a node that the inventory lacks is refused', () => {
  expect(connected(network([resource('ghost', 2)]), nodes.ipv4('a', 10))).toMatchObject(
    E.left([{ kind: 'unknown-node', missingFrom: 'inventory', value: 'ghost' }]),
  );
});

test('an underlay too narrow for IPv6 inside the tunnel is refused', () => {
  const narrow = {
    ...nodes.hidden('h', 20),
    interfaces: [{ name: 'eth0', addresses: ['192.168.1.20/24'], gateways: ['192.168.1.1'], mtu: 1280 }],
  };
  const six = network([{ ...resource('h', 2), subnet6: 'fd00:1:2:2::/64' }], { range6: 'fd00:1:2::/48' });
  expect(connected(six, narrow)).toMatchObject(E.left([{ kind: 'mtu-too-small', mtu: 1200, minimum: 1280 }]));
  expect(kindsOf(connected(network([resource('h', 2)]), narrow))).toEqual([]);
});

test('a node that is down keeps its place and forwards nothing', () => {
  const of = network([resource('a', 2), resource('b', 3), resource('h', 4), resource('k', 5)]);
  const over = [
    { ...nodes.dual('a', 10), down: true },
    nodes.ipv4('b', 11),
    nodes.hidden('h', 20),
    nodes.hidden('k', 21),
  ];
  const topology = right(connected(of, ...over));
  expect(topology.aggregators.map(({ node }) => node.id)).toEqual(['b']);
  expect(topology.vertices.map(({ node }) => node.id)).toEqual(['a', 'b', 'h', 'k']);
});

test('what has to go goes in the reverse of the order of its making, WireGuard first, the namespace last', () => {
  const over = right(parseInventory(inventory(nodes.dual('a', 10))));
  const there = { networks: [right(parseTenantNetwork(network([resource('a', 2)])))], inventory: over };
  const gone = { networks: [right(parseTenantNetwork(network([])))], inventory: over };
  const a = over.nodes[0]?.id;
  if (a === undefined) throw new Error('no node');
  const { operations } = planned(brought(booted(), there, a), gone, a);
  expect(operations.map((each) => `${each.kind} ${'name' in each ? each.name : ''}`)).toEqual([
    'LinkDelete w-tn',
    'LinkDelete n-tn',
    'LinkDelete b-tn',
    'NetnsDelete n-tn',
  ]);
  const never = plan({ ...gone, node: a });
  expect(right(never).operations).toEqual([]);
});

test('a node that moves its socket into the public namespace gets a new device, and keeps the rest', () => {
  const of = right(parseTenantNetwork(network([resource('a', 2)])));
  const before = { networks: [of], inventory: right(parseInventory(inventory(nodes.hidden('a', 20)))) };
  const after = { networks: [of], inventory: right(parseInventory(inventory(nodes.dual('a', 10)))) };
  const a = before.inventory.nodes[0]?.id;
  if (a === undefined) throw new Error('no node');
  const { operations } = planned(brought(booted(), before, a), after, a);
  expect(operations.slice(0, 3)).toMatchObject([
    { kind: 'LinkDelete', netns: 'n-tn', name: 'w-tn' },
    { kind: 'LinkAdd', netns: 'public', name: 'w-tn' },
    { kind: 'LinkMove', netns: 'public', name: 'w-tn', to: 'n-tn' },
  ]);
  expect(operations.filter(({ kind }) => kind === 'NetnsAdd' || kind === 'LinkAdd')).toHaveLength(1);
});
