import { expect, test } from 'vitest';
import { parseInventory, parseTenantNetwork, survey, type Vertex } from '../../src/index.js';
import type { JsonDocument } from '../../src/testing/index.js';
import { inventory, network, nodes, resource } from '../documents.js';
import { right } from '../right.js';

/** The vertices of a network of these nodes, each with a resource. */
function verticesOf(...over: readonly JsonDocument[]): readonly Vertex[] {
  const of = network(over.map(({ id }, i) => resource(String(id), i + 1)));
  return right(survey(right(parseTenantNetwork(of)), right(parseInventory(inventory(...over))))).vertices;
}

test('ties are broken by FNV-1a of the node id, in 32 bits: what RFC 9923 gives for its texts', () => {
  const vertices = verticesOf(nodes.hidden('a', 20), nodes.hidden('foobar', 21));
  expect(vertices.map(({ node, hash }) => [node.id, hash])).toEqual([
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ]);
});

test('a LAN has a number, and a node that names none or whose socket is in the public namespace is on none', () => {
  const vertices = verticesOf(
    { ...nodes.dual('a', 10), lan: 'home' },
    { ...nodes.hidden('b', 20), lan: 'work' },
    { ...nodes.hidden('c', 21), lan: 'home' },
    { ...nodes.hidden('d', 22), lan: 'work' },
    nodes.hidden('e', 23),
  );
  expect(vertices.map(({ node, lan }) => [node.id, lan])).toEqual([
    ['a', -1],
    ['b', 0],
    ['c', 1],
    ['d', 0],
    ['e', -1],
  ]);
});
