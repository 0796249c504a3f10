import { test as property } from '@fast-check/vitest';
import {
  explain,
  parseInventory,
  parseTenantNetwork,
  plan,
  planDocuments,
  stateAfter,
  type TenantNetworkDocument,
  writeInventory,
  writeTenantNetwork,
} from '@networkd/planner';
import { mesh } from '@networkd/planner/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';

/** Documents of a mesh, as they are read from a file. */
const documents = mesh({ maxNodes: 6 }).map(
  ({ network, inventory }) =>
    JSON.parse(
      JSON.stringify({ network: writeTenantNetwork(network), inventory: writeInventory(inventory) }),
    ) as {
      network: TenantNetworkDocument;
      inventory: never;
    },
);

property.prop([documents, fc.nat()])('is what the parsers and plan make of documents', (read, choice) => {
  const { network, inventory } = read;
  const node = network.resources[choice % network.resources.length]?.node ?? '';
  const planned = planDocuments({ networks: [network], inventory, node });
  const parsed = [parseTenantNetwork(network), parseInventory(inventory)] as const;
  if (parsed[0]._tag === 'Left' || parsed[1]._tag === 'Left') throw new Error('the mesh is wrong');
  const expected = plan({ networks: [parsed[0].right], inventory: parsed[1].right, node });
  expect(planned).toEqual(
    expected._tag === 'Right' ? { ok: true, plan: expected.right } : { ok: false, errors: expected.left },
  );
  if (!planned.ok) return;
  const observed = stateAfter(planned.plan, { schema: 'observed/2', node, resources: [] });
  const again = planDocuments({ networks: [network], inventory, node, observed });
  expect(again.ok && again.plan.operations).toEqual([]);
});

test('gives the errors of all documents at once, and says of which network they are', () => {
  const network = {
    schema: 'tenant-network/1',
    id: 'first',
    version: 1,
    range: '10.1.0.0/16',
    resources: [],
  } as const;
  const planned = planDocuments({
    networks: [
      { ...network, version: -1 },
      { ...network, id: 'second', range: '10.1.0.0' },
    ],
    inventory: { schema: 'inventory/1', nodes: [{ id: 'not an id' }] },
    node: 'a',
    observed: { schema: 'observed/1' },
  });
  if (planned.ok) throw new Error('it was planned');
  expect(planned.errors.map(({ kind, document, network: of, path }) => [kind, document, of, path])).toEqual([
    ['bad-number', 'tenant-network', 'first', '$.version'],
    ['bad-prefix', 'tenant-network', 'second', '$.range'],
    ['bad-name', 'inventory', undefined, '$.nodes[0].id'],
    ['wrong-schema', 'observed', undefined, '$.schema'],
  ]);
  expect(planned.errors.map(explain).join('\n')).toContain('observed/2');
});
