import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { connect, type PlanError, survey, walker } from '../../src/index.js';
import { checkPairsReachable, mesh } from '../../src/testing/index.js';

/** Meshes in which some nodes have become hidden or gone down, no matter who needed them. */
const broken = fc.tuple(mesh(), fc.nat(), fc.nat()).map(([{ network, inventory }, hides, downs]) => {
  const has = (bits: number, i: number) => ((bits >> (i % 31)) & 1) === 1;
  const nodes = inventory.nodes.map((node, i) => ({
    ...node,
    hidden: node.hidden || has(hides, i),
    down: node.down || (has(downs, i) && has(downs, i + 9)),
  }));
  return { network: { ...network, accessPoints: [], aggregators: [] }, inventory: { ...inventory, nodes } };
});

/** How many pairs the errors say have no path, where they count them. */
function counted(errors: readonly PlanError[]): number {
  return errors.reduce((sum, each) => sum + (each.kind === 'no-path' ? each.pairs : 0), 0);
}

test('every pair is reachable by walking packets, or reported, and no other pair is', () => {
  fc.assert(
    fc.property(broken, ({ network, inventory }) => {
      const surveyed = survey(network, inventory);
      if (E.isLeft(surveyed)) return;
      const violations = checkPairsReachable(surveyed.right);
      const pairs = new Set(violations.map(({ nodes }) => nodes.toSorted().join(' ')));
      const connected = connect(network, inventory);
      const errors = E.isLeft(connected) ? connected.left : [];
      expect(errors.length > 0).toBe(pairs.size > 0);
      const [first] = errors;
      if (first?.kind === 'no-public-node') {
        const up = inventory.nodes.filter(
          ({ id, down }) => !down && network.resources.some(({ node }) => node === id),
        );
        expect(first.hidden).toBe(up.length);
      } else expect(counted(errors)).toBe(pairs.size);
      for (const each of errors) {
        if (each.kind === 'no-path') expect(pairs).toContain([each.from, each.to].sort().join(' '));
      }
    }),
  );
});

test('what reach tells of a pair is what walking packets over the states finds', () => {
  fc.assert(
    fc.property(broken, ({ network, inventory }) => {
      const surveyed = survey(network, inventory);
      if (E.isLeft(surveyed)) return;
      const topology = surveyed.right;
      const unreachable = new Set(checkPairsReachable(topology).map(({ nodes }) => nodes.join(' ')));
      const reach = walker(topology);
      const up = topology.vertices.filter(({ node }) => !node.down);
      for (const { node: from } of up) {
        for (const { node: to } of up) {
          if (from === to) continue;
          const found = reach(from.id, to.id)?.kind === 'Unreachable';
          expect([from.id, to.id, found]).toEqual([from.id, to.id, unreachable.has(`${from.id} ${to.id}`)]);
        }
      }
    }),
  );
});
