import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connect, desired, parseObserved, plan } from '../../src/index.js';
import { mesh } from '../../src/testing/index.js';
import { right } from '../right.js';

test('a desired state, written down and read back as what is observed, leaves nothing to do', () => {
  fc.assert(
    fc.property(mesh(), ({ network, inventory }) => {
      const topology = right(connect(network, inventory));
      for (const { id: node } of inventory.nodes) {
        const observed = right(parseObserved(JSON.parse(JSON.stringify(desired(topology, node)))));
        expect(right(plan({ networks: [network], inventory, node, observed })).changes).toEqual([]);
      }
    }),
  );
});
