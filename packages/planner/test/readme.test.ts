import { connect } from '@networkd/planner';
import { checkMesh, mesh } from '@networkd/planner/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test('a mesh test of a user, in ten lines', () => {
  fc.assert(
    fc.property(mesh({ maxNodes: 8 }), ({ network, inventory }) => {
      const topology = connect(network, inventory);
      expect(topology._tag === 'Right' && checkMesh(topology.right)).toEqual([]);
    }),
  );
});
