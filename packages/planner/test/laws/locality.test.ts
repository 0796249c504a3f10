import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connect, parseTenantNetwork, type TenantNetwork } from '../../src/index.js';
import { type JsonDocument, meshDocuments, parsedMesh } from '../../src/testing/index.js';
import { right } from '../right.js';
import { booted, brought, planned } from './world.js';

const edits: readonly ((resource: JsonDocument) => JsonDocument)[] = [
  (resource) => ({ ...resource, publicKey: 'i7meQzK4IBhHlpmrK8vJoZNXX+XBmVDt486xd8MwiRo=' }),
  (resource) => ({ ...resource, listenPort: 60_000 }),
];

/** What tells a resource apart: its key and its prefixes. */
function marksOf({ resources }: TenantNetwork, node: string): readonly string[] {
  const own = resources.find((each) => each.node === node);
  return own === undefined ? [] : [own.publicKey, own.subnet.text];
}

test('a change to one resource that does not forward touches only what mentions its key or prefixes', () => {
  fc.assert(
    fc.property(meshDocuments({ maxNodes: 8 }), fc.nat(), fc.nat(), (documents, choice, kind) => {
      const { network, inventory } = parsedMesh(documents);
      const { aggregators } = right(connect(network, inventory));
      const quiet = network.resources.filter(
        ({ node }) => !aggregators.some((each) => each.node.id === node),
      );
      const changed = quiet[choice % Math.max(quiet.length, 1)]?.node;
      const edit = edits[kind % edits.length];
      if (changed === undefined || edit === undefined) return;
      const resources = (documents.network['resources'] as readonly JsonDocument[]).map((each) =>
        each['node'] === changed ? edit(each) : each,
      );
      const next = right(parseTenantNetwork({ ...documents.network, resources }));
      const marks = [...marksOf(network, changed), ...marksOf(next, changed)];
      for (const { id } of inventory.nodes) {
        if (id === changed) continue;
        const kernel = brought(booted(), { networks: [network], inventory }, id);
        const { operations } = planned(kernel, { networks: [next], inventory }, id);
        const strays = operations.filter(
          (each) => !marks.some((mark) => JSON.stringify(each).includes(mark)),
        );
        expect(strays).toEqual([]);
      }
    }),
  );
});
