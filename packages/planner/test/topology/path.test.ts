import { describe, expect, test } from 'vitest';
import {
  parseInventory,
  parseTenantNetwork,
  pathBetween,
  peeringOf,
  survey,
  type Topology,
} from '../../src/index.js';
import type { JsonDocument } from '../../src/testing/index.js';
import { inventory, network, nodes, resource } from '../documents.js';
import { right } from '../right.js';

function surveyed(aggregators: readonly string[], over: readonly JsonDocument[]): Topology {
  const of = network(
    over.map(({ id }, i) => resource(String(id), i + 1)),
    { aggregators },
  );
  return right(survey(right(parseTenantNetwork(of)), right(parseInventory(inventory(...over)))));
}

/** A node that leaves over both families, and can be dialled over IPv6 only, if at all. */
function both(id: string, n: number, inbound: readonly string[]): JsonDocument {
  const addresses = [`192.168.1.${n}/24`, `2a02:1802:77::${n}/64`];
  return { id, interfaces: [{ name: 'eth0', addresses, gateways: ['192.168.1.1', 'fe80::1'] }], inbound };
}

function hidden6(id: string, n: number): JsonDocument {
  return { id, interfaces: [{ name: 'eth0', addresses: [`2a02:1802:77::${n}/64`], gateways: ['fe80::1'] }] };
}

/** Ids of a letter and a number. */
function ids(letter: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `${letter}${i}`);
}

/** Four nodes that leave over IPv4 reach four that leave over IPv6 by one of the first and one of the second. */
function layers(first: readonly string[], second: readonly string[]): Topology {
  return surveyed(
    [...first, ...second],
    [
      ...ids('h', 4).map((id, i) => nodes.hidden(id, 20 + i)),
      ...first.map((id, i) => nodes.ipv4(id, 30 + i)),
      ...second.map((id, i) => both(id, 40 + i, ['ipv6'])),
      ...ids('k', 4).map((id, i) => hidden6(id, 50 + i)),
    ],
  );
}

/** The fewest hops between two vertices over those that forward, by trying one more at a time. */
function distance({ vertices, aggregators, network: of }: Topology, from: string, to: string): number {
  const preferred = of.policy.preferFamily ?? 'ipv6';
  let reached = new Set([from]);
  for (let hops = 0; ; hops++) {
    if (reached.has(to)) return hops;
    const sources = vertices.filter(
      (each) => reached.has(each.node.id) && (each.node.id === from || aggregators.includes(each)),
    );
    const next = vertices.filter((each) => sources.some((at) => peeringOf(at, each, preferred)));
    reached = new Set([...reached, ...next.map(({ node }) => node.id)]);
  }
}

describe('the path between any two', () => {
  test.each([
    [1, 1],
    [1, 5],
    [5, 1],
    [4, 4],
  ])(
    'is a shortest one, back as there, and the rest of it is the path of every hop: %i by %i',
    (first, second) => {
      const topology = layers(ids('t', first), ids('z', second));
      const all = topology.vertices.map(({ node }) => node.id);
      for (const from of all) {
        for (const to of all) {
          const path = pathBetween(topology, from, to) ?? [];
          expect([from, to, path.length - 1]).toEqual([from, to, distance(topology, from, to)]);
          expect(pathBetween(topology, to, from)).toEqual(path.toReversed());
          path.forEach((hop, i) => {
            expect(pathBetween(topology, hop, to)).toEqual(path.slice(i));
          });
        }
      }
    },
  );

  test('is the same in every release, as the nodes of a network are not updated all at once', () => {
    const topology = layers(ids('p', 4), ids('z', 4));
    const paths = ids('h', 4).map((from) =>
      ids('k', 4).map((to) => pathBetween(topology, from, to)?.slice(1, -1).join(' ')),
    );
    expect(paths).toEqual([
      ['p2 z3', 'p2 z1', 'p2 z2', 'p2 z0'],
      ['p2 z3', 'p2 z1', 'p0 z2', 'p2 z0'],
      ['p2 z3', 'p2 z1', 'p2 z2', 'p2 z0'],
      ['p3 z3', 'p0 z1', 'p0 z2', 'p0 z2'],
    ]);
  });

  test('is unique where hashes are equal too: the pairs of nodes decide, in the order of their ids', () => {
    // FNV-1a gives costarring and liquid one hash, and declinate and macallums another.
    const over = (left: string, to: string) => [
      offline(left, 2, 'left'),
      offline(to, 3, 'right'),
      onLan(nodes.ipv4('costarring', 10), '192.168.1.10', 'left'),
      onLan(nodes.ipv6('liquid', 11), '192.168.1.11', 'left'),
      onLan(nodes.ipv4('macallums', 12), '192.168.1.12', 'right'),
      onLan(nodes.ipv6('declinate', 13), '192.168.1.13', 'right'),
    ];
    const aggregators = ['costarring', 'liquid', 'macallums', 'declinate'];
    const between = (left: string, to: string) => {
      const topology = surveyed(aggregators, over(left, to));
      const path = pathBetween(topology, left, to) ?? [];
      expect(pathBetween(topology, to, left)).toEqual(path.toReversed());
      return path;
    };
    // The greatest hash is that of the first, the middle and the last edge.
    expect(between('y', 'z')).toEqual(['y', 'costarring', 'macallums', 'z']);
    expect(between('a', 'h')).toEqual(['a', 'costarring', 'macallums', 'h']);
    expect(between('a', 'b')).toEqual(['a', 'liquid', 'declinate', 'b']);
  });
});

/** The node without its public namespace, on a LAN beside what it had. */
function onLan(node: JsonDocument, address: string, lan: string): JsonDocument {
  const { ipv4, gateway4, ipv6, gateway6 } = node['publicConfig'] as JsonDocument;
  const eth0 = { name: 'eth0', addresses: [`${address}/24`, ipv4 ?? ipv6], gateways: [gateway4 ?? gateway6] };
  return { id: node['id'], lan, interfaces: [eth0], inbound: [ipv4 === undefined ? 'ipv6' : 'ipv4'] };
}

function offline(id: string, n: number, lan: string): JsonDocument {
  return { id, lan, interfaces: [{ name: 'eth0', addresses: [`192.168.1.${n}/24`] }] };
}

test('there is no path to or from what is not in the network, nor where nobody forwards', () => {
  const over = [nodes.hidden('h', 20), nodes.hidden('k', 21), nodes.ipv4('p', 10)];
  const topology = surveyed(['p'], over);
  expect(pathBetween(topology, 'h', 'k')).toEqual(['h', 'p', 'k']);
  expect(pathBetween(topology, 'h', 'h')).toEqual(['h']);
  expect(pathBetween(topology, 'h', 'ghost')).toBeUndefined();
  expect(pathBetween(topology, 'ghost', 'h')).toBeUndefined();
  expect(pathBetween({ ...topology, aggregators: [] }, 'h', 'k')).toBeUndefined();
});
