import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { checkMesh, checkVersions, mesh, parsedMesh, versions } from '../../src/testing/index.js';
import { connect } from '../../src/topology/connect.js';
import { right } from '../right.js';

test('every mesh that is valid by construction connects and keeps every invariant', () => {
  fc.assert(
    fc.property(mesh(), ({ network, inventory }) => {
      const topology = connect(network, inventory);
      expect(E.isLeft(topology) ? topology.left : []).toEqual([]);
      expect(E.isRight(topology) ? checkMesh(topology.right) : []).toEqual([]);
    }),
  );
});

test('every version of a history is a mesh that keeps every invariant, and what should last between versions lasts', () => {
  fc.assert(
    fc.property(versions(), (history) => {
      const topologies = history.map((documents) => {
        const { network, inventory } = parsedMesh(documents);
        return right(connect(network, inventory));
      });
      topologies.forEach((topology, i) => {
        expect(checkMesh(topology)).toEqual([]);
        expect(checkVersions(topologies[i - 1] ?? topology, topology)).toEqual([]);
      });
    }),
  );
});
