import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NodeId } from '../../src/index.js';
import { emptyState } from '../../src/index.js';
import { type Kernel, mesh, observe, withHandshake } from '../../src/testing/index.js';
import { damaged } from './damage.js';
import { booted, brought, found, nodeAt, planned, wanted } from './world.js';

test('drift: what is done to our objects by hand, the next plan repairs', () => {
  fc.assert(
    fc.property(
      mesh(),
      fc.nat(),
      fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
      (documents, choice, choices) => {
        const { network, inventory } = documents;
        const node = nodeAt(inventory, choice);
        if (node === undefined) return;
        const aim = { networks: [network], inventory };
        const broken = damaged(brought(booted(), aim, node), node, choices);
        const mended = brought(broken, aim, node);
        const aims = wanted(aim, node);
        expect(found(observe(mended, node), aims)).toEqual(
          found({ ...emptyState(node), resources: aims }, aims),
        );
        expect(planned(mended, aim, node).operations).toEqual([]);
      },
    ),
  );
});

/** All peers of the node, heard from an address where nobody planned them to be. */
function roamed(kernel: Kernel, node: NodeId, secondsAgo: number): Kernel {
  const endpoint = '[2a02:1802:5e:ffff::1]:4500';
  return observe(kernel, node).resources.reduce(
    (now, each) => (each.kind === 'Peer' ? withHandshake(now, { ...each, endpoint, secondsAgo }) : now),
    kernel,
  );
}

test('roaming: peers that are alive where they went are left there', () => {
  fc.assert(
    fc.property(mesh(), fc.nat(), fc.nat({ max: 179 }), ({ network, inventory }, choice, secondsAgo) => {
      const node = nodeAt(inventory, choice);
      if (node === undefined) return;
      const aim = { networks: [network], inventory };
      const kernel = roamed(brought(booted(), aim, node), node, secondsAgo);
      expect(planned(kernel, aim, node).operations).toEqual([]);
    }),
  );
});

test('roaming: peers that have not been heard from are set to the planned endpoint, and no others', () => {
  fc.assert(
    fc.property(
      mesh(),
      fc.nat(),
      fc.integer({ min: 180, max: 100_000 }),
      ({ network, inventory }, choice, secondsAgo) => {
        const node = nodeAt(inventory, choice);
        if (node === undefined) return;
        const aim = { networks: [network], inventory };
        const { operations } = planned(roamed(brought(booted(), aim, node), node, secondsAgo), aim, node);
        const dialled = wanted(aim, node).flatMap((each) =>
          each.kind === 'Peer' && each.endpoint !== undefined ? [[each.publicKey, each.endpoint]] : [],
        );
        const set = operations.map((each) =>
          each.kind === 'WireGuardSetPeer' ? [each.publicKey, each.endpoint] : [],
        );
        expect(set.sort()).toEqual(dialled.sort());
      },
    ),
  );
});
