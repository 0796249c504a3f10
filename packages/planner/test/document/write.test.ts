import { fc, test } from '@fast-check/vitest';
import type { Either } from 'fp-ts/lib/Either.js';
import { describe, expect } from 'vitest';
import * as codec from '../../src/document/codec.js';
import * as scalar from '../../src/document/scalar-codec.js';
import {
  documentText,
  inventoryEntry,
  type Json,
  type PlanErrors,
  parseInventory,
  parseNodeConfig,
  parsePublicConfig,
  parseTenantNetwork,
  writeInventory,
  writeNodeConfig,
  writePublicConfig,
  writeTenantNetwork,
} from '../../src/index.js';
import { mesh, meshDocuments, nodeWishes } from '../../src/testing/index.js';
import { facts } from '../node/arbitrary-facts.js';
import { right } from '../right.js';

type Parse<A> = (json: unknown) => Either<PlanErrors, A>;

/** The same document with the fields of each object the other way round. */
function turned(json: unknown): unknown {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map(turned);
  return Object.fromEntries(
    Object.entries(json)
      .toReversed()
      .map(([name, value]) => [name, turned(value)]),
  );
}

/** Written and read it is the same, and written again it has the same bytes, in whatever order its fields came. */
function holds<A>(value: A, write: (value: A) => Json, parse: Parse<A>): void {
  const text = documentText(write(value));
  const read = right(parse(JSON.parse(text)));
  expect(read).toEqual(value);
  expect(documentText(write(read))).toBe(text);
  expect(documentText(write(right(parse(turned(JSON.parse(text))))))).toBe(text);
}

describe('what is written is read as the same, and has the same bytes when it is written again:', () => {
  test.prop([mesh()])('a tenant network', ({ network }) => {
    holds(network, writeTenantNetwork, parseTenantNetwork);
  });

  test.prop([mesh()])('an inventory', ({ inventory }) => {
    holds(inventory, writeInventory, parseInventory);
  });

  test.prop([facts])('an inventory of a node that says all it can', (all) => {
    holds({ schema: 'inventory/1', nodes: [inventoryEntry(all)] }, writeInventory, parseInventory);
  });

  test.prop([nodeWishes()])('a node’s configuration', ({ config }) => {
    holds(config, writeNodeConfig, parseNodeConfig);
  });

  test.prop([nodeWishes()])('a public configuration', ({ publicConfig }) => {
    fc.pre(publicConfig !== undefined);
    if (publicConfig !== undefined) holds(publicConfig, writePublicConfig, parsePublicConfig);
  });
});

test.prop([meshDocuments()])('whoever wrote it, what is written says the same', ({ network, inventory }) => {
  const [parsed, nodes] = [right(parseTenantNetwork(network)), right(parseInventory(inventory))];
  expect(right(parseTenantNetwork(writeTenantNetwork(parsed)))).toEqual(parsed);
  expect(right(parseInventory(writeInventory(nodes)))).toEqual(nodes);
});

test('fields come in their order, without those that say what their absence says', () => {
  const config = right(
    parsePublicConfig({
      gateway4: '203.0.113.1',
      ipv4: ['203.0.113.7/24'],
      external: { ports: [], ipv4: '203.0.113.7' },
      ipv6: [],
      interface: 'eth1',
      schema: 'public-config/1',
    }),
  );
  expect(documentText(writePublicConfig(config))).toBe(`{
  "schema": "public-config/1",
  "interface": "eth1",
  "ipv4": [
    "203.0.113.7/24"
  ],
  "gateway4": "203.0.113.1",
  "external": {
    "ipv4": "203.0.113.7"
  }
}
`);
  const defaults = right(parseNodeConfig({ schema: 'node-config/1', firewall: { ping: true }, egress: {} }));
  expect(writeNodeConfig(defaults)).toEqual({ schema: 'node-config/1' });
});

test('fields that no order names come after the others', () => {
  const point = codec.closed({ x: scalar.unsigned, y: scalar.unsigned, z: scalar.unsigned });
  expect(JSON.stringify(codec.inOrder(['z'], point).write({ x: 1, y: 2, z: 3 }))).toBe('{"z":3,"x":1,"y":2}');
});
