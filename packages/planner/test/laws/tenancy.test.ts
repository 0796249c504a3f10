import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { emptyState, parseInventory, parseTenantNetwork, plan } from '../../src/index.js';
import { checkStates, observe, runAll, type Tenancies, tenancies } from '../../src/testing/index.js';
import { right } from '../right.js';
import { type Aim, booted, brought, found, nodeAt, planned, wanted } from './world.js';

function aimsOf({ inventory, networks, next }: Tenancies): { readonly before: Aim; readonly after: Aim } {
  const parsed = right(parseInventory(inventory));
  const aim = (documents: Tenancies['networks']): Aim => ({
    networks: documents.map((each) => right(parseTenantNetwork(each))),
    inventory: parsed,
  });
  return { before: aim(networks), after: aim(next) };
}

test('several networks of a node are planned as one, and their listen ports change hands', () => {
  fc.assert(
    fc.property(tenancies(), fc.nat(), (documents, choice) => {
      const { before, after } = aimsOf(documents);
      const node = nodeAt(before.inventory, choice);
      if (node === undefined) return;
      let kernel = brought(booted(), before, node);
      for (const aim of [after, before]) {
        kernel = brought(kernel, aim, node);
        const aims = wanted(aim, node);
        const state = observe(kernel, node);
        expect(found(state, aims)).toEqual(found({ ...emptyState(node), resources: aims }, aims));
        expect(planned(kernel, aim, node).operations).toEqual([]);
        expect(checkStates([state])).toEqual([]);
      }
    }),
  );
});

test('a crash while ports change hands is mended by the next plan', () => {
  fc.assert(
    fc.property(tenancies(), fc.nat(), fc.nat(), (documents, choice, crash) => {
      const { before, after } = aimsOf(documents);
      const node = nodeAt(before.inventory, choice);
      if (node === undefined) return;
      const kernel = brought(booted(), before, node);
      const { operations } = planned(kernel, after, node);
      const part = runAll(kernel, operations.slice(0, crash % (operations.length + 1)));
      expect(part.error).toBeUndefined();
      const mended = brought(part.kernel, after, node);
      const aims = wanted(after, node);
      expect(found(observe(mended, node), aims)).toEqual(
        found({ ...emptyState(node), resources: aims }, aims),
      );
    }),
  );
});

test('a network planned alone leaves the others on the node as they are', () => {
  fc.assert(
    fc.property(tenancies(), fc.nat(), (documents, choice) => {
      const { before } = aimsOf(documents);
      const [first, ...others] = before.networks;
      const node = nodeAt(before.inventory, choice);
      if (node === undefined || first === undefined) return;
      const ids = others.map(({ id }) => id);
      const kernel = brought(booted(), before, node);
      const gone = { ...first, resources: [], accessPoints: [], aggregators: [] };
      const after = brought(kernel, { ...before, networks: [gone] }, node);
      expect(observe(after, node, ids).resources).toEqual(observe(kernel, node, ids).resources);
      expect(observe(after, node, [first.id]).resources).toEqual([]);
    }),
  );
});

test('a port that another network on the node still holds is refused, not fought over', () => {
  fc.assert(
    fc.property(tenancies(), fc.nat(), (documents, choice) => {
      const { before, after } = aimsOf(documents);
      const [taker] = after.networks;
      const node = nodeAt(before.inventory, choice);
      if (node === undefined || taker === undefined) return;
      const kernel = brought(booted(), before, node);
      const portOf = ({ networks }: Aim, i: number) =>
        networks[i]?.resources.find((each) => each.node === node)?.listenPort;
      const wantedPort = portOf({ ...after, networks: [taker] }, 0);
      const held = before.networks.some((_, i) => i > 0 && portOf(before, i) === wantedPort);
      const observed = observe(kernel, node, [taker.id]);
      const refused = plan({ networks: [taker], inventory: after.inventory, node, observed });
      const kinds = E.isLeft(refused) ? refused.left.map(({ kind }) => kind) : [];
      expect(kinds).toEqual(wantedPort !== undefined && held ? ['port-in-use'] : []);
    }),
  );
});
