import { describe, expect, test } from 'vitest';
import { parseInventory, parseTenantNetwork, survey, type Vertex } from '../../src/index.js';
import type { JsonDocument } from '../../src/testing/index.js';
import { inventory, network, nodes, resource } from '../documents.js';
import { right } from '../right.js';

/** The vertices of a network of these nodes and a pair of hidden ones, and which of them are its aggregators. */
function placed(over: readonly JsonDocument[], rest: JsonDocument = {}) {
  const all = [...over, nodes.hidden('h', 200), nodes.hidden('k', 201)];
  const of = network(
    all.map(({ id }, i) => resource(String(id), i + 1)),
    rest,
  );
  const topology = right(survey(right(parseTenantNetwork(of)), right(parseInventory(inventory(...all)))));
  return { vertices: topology.vertices, aggregators: topology.aggregators.map(({ node }) => node.id) };
}

/** The ids of the vertices, by hash. */
function byHash(vertices: readonly Vertex[]): readonly string[] {
  return vertices.toSorted((a, b) => a.hash - b.hash).map(({ node }) => node.id);
}

/** Dialable over IPv4, with IPv6 behind a firewall. */
function wide(id: string, n: number): JsonDocument {
  const addresses = [`185.69.166.${n}/24`, `2a02:1802:5e::${n}/64`];
  const eth0 = { name: 'eth0', addresses, gateways: ['185.69.166.1', 'fe80::1'] };
  return { id, interfaces: [eth0], inbound: ['ipv4'] };
}

const ids = ['ams', 'bru', 'cgn', 'dub', 'fra', 'lon', 'par'];
const fours = (...wider: readonly string[]) =>
  ids.map((id, i) => (wider.includes(id) ? wide : nodes.ipv4)(id, 10 + i));

describe('aggregators that the network names', () => {
  test('are all that are up, whether a pair needs them or not', () => {
    const down = { ...nodes.dual('z', 30), down: true };
    const over = [...fours(), down];
    expect(placed(over, { aggregators: ['par', 'bru', 'z'] }).aggregators).toEqual(['bru', 'par']);
    expect(placed(over, { aggregators: ['z'] }).aggregators).toEqual([]);
  });
});

describe('aggregators that it does not name', () => {
  test('are the three of lowest hash among equals, in the order of their ids', () => {
    const { vertices, aggregators } = placed(fours());
    const publics = vertices.filter(({ hidden }) => !hidden);
    expect(aggregators).toEqual(byHash(publics).slice(0, 3).toSorted());
    expect(aggregators).toEqual(['ams', 'bru', 'lon']);
  });

  test('are dual-stack before all else, then of the wider egress', () => {
    const { vertices, aggregators } = placed([...fours('cgn', 'dub'), nodes.dual('a', 30)]);
    expect(aggregators).toEqual(['a', 'cgn', 'dub']);
    const last = vertices.filter(({ node }) => ids.includes(node.id) && node.id !== 'cgn');
    expect(placed([...fours('cgn'), nodes.dual('a', 30)]).aggregators).toEqual(
      ['a', 'cgn', byHash(last)[0]].toSorted(),
    );
  });

  test('are of both families: where none of the three has one, the last gives way to the best that has', () => {
    const { vertices, aggregators } = placed([
      ...fours('cgn', 'dub', 'fra'),
      nodes.ipv6('x', 30),
      nodes.ipv6('y', 31),
    ]);
    const best = byHash(vertices.filter(({ node }) => ['cgn', 'dub', 'fra'].includes(node.id))).slice(0, 2);
    const six = byHash(vertices.filter(({ node }) => ['x', 'y'].includes(node.id)))[0];
    expect(aggregators).toEqual([...best, six].toSorted());
  });

  test('are the other way round of IPv4 too', () => {
    const sixes = ids.map((id, i) => {
      const eth0 = { name: 'eth0', addresses: [`192.168.1.${10 + i}/24`, `2a02:1802:77::${10 + i}/64`] };
      return { id, interfaces: [{ ...eth0, gateways: ['192.168.1.1', 'fe80::1'] }], inbound: ['ipv6'] };
    });
    const { vertices, aggregators } = placed([...sixes, nodes.ipv4('x', 30)]);
    const best = byHash(vertices.filter(({ node }) => ids.includes(node.id))).slice(0, 2);
    expect(aggregators).toEqual([...best, 'x'].toSorted());
  });

  test('where one of the three has a family, nobody gives way', () => {
    const { vertices, aggregators } = placed([...fours(), nodes.dual('a', 30), nodes.ipv6('x', 31)]);
    const best = byHash(vertices.filter(({ node }) => [...ids, 'x'].includes(node.id))).slice(0, 2);
    expect(aggregators).toEqual(['a', ...best].toSorted());
  });

  test('are none where every pair are peers', () => {
    const over = fours();
    const of = network(over.map(({ id }, i) => resource(String(id), i + 1)));
    const topology = right(survey(right(parseTenantNetwork(of)), right(parseInventory(inventory(...over)))));
    expect(topology.aggregators).toEqual([]);
  });

  test('are fewer than three where no more are public', () => {
    expect(placed([nodes.ipv4('p', 10)]).aggregators).toEqual(['p']);
    expect(placed([]).aggregators).toEqual([]);
  });
});
