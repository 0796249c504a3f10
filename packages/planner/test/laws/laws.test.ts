import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type NodeId, parseObserved } from '../../src/index.js';
import {
  type Kernel,
  type MeshDocuments,
  mesh,
  observe,
  parsedMesh,
  runAll,
  versions,
} from '../../src/testing/index.js';
import { right } from '../right.js';
import { type Aim, booted, brought, found, nodeAt, planned, wanted } from './world.js';

/** A node of some version, and the versions in the order in which the node sees them, some skipped or seen twice. */
const journeys = fc.tuple(versions(), fc.nat(), fc.array(fc.nat(), { minLength: 1, maxLength: 4 }));

function aimAt(documents: MeshDocuments): Aim {
  const { network, inventory } = parsedMesh(documents);
  return { networks: [network], inventory };
}

function travelled(history: readonly MeshDocuments[], stops: readonly number[]): readonly Aim[] {
  const aims = history.map(aimAt);
  return stops.flatMap((stop) => aims[stop % aims.length] ?? []);
}

function expectAt(kernel: Kernel, aim: Aim, node: NodeId): void {
  const aims = wanted(aim, node);
  expect(found(observe(kernel, node), aims)).toEqual(
    found({ schema: 'observed/2', node, resources: aims }, aims),
  );
  expect(planned(kernel, aim, node)).toMatchObject({ operations: [], changes: [] });
}

test('convergence and idempotence: the plan makes what is wanted, and then there is no plan', () => {
  fc.assert(
    fc.property(mesh(), ({ network, inventory }) => {
      const aim = { networks: [network], inventory };
      for (const { id } of inventory.nodes) expectAt(brought(booted(), aim, id), aim, id);
    }),
  );
});

test('update: any version follows any other, skipped ones too, and it is as though planned afresh', () => {
  fc.assert(
    fc.property(journeys, ([history, choice, stops]) => {
      let kernel = booted();
      for (const aim of travelled(history, stops)) {
        const node = nodeAt(aim.inventory, choice);
        if (node === undefined) return;
        kernel = brought(kernel, aim, node);
        expectAt(kernel, aim, node);
      }
    }),
  );
});

test('rollback: planning towards an earlier version brings back all that was, prefixes that moved included', () => {
  fc.assert(
    fc.property(journeys, ([history, choice, stops]) => {
      const [first, ...others] = travelled(history, stops);
      const node = first === undefined ? undefined : nodeAt(first.inventory, choice);
      if (first === undefined || node === undefined) return;
      const before = brought(booted(), first, node);
      const after = brought(
        others.reduce((kernel, aim) => brought(kernel, aim, node), before),
        first,
        node,
      );
      const aims = wanted(first, node);
      expect(found(observe(after, node), aims)).toEqual(found(observe(before, node), aims));
    }),
  );
});

test('crash: stopped after any operation, and again during the repair, the next plan mends it', () => {
  fc.assert(
    fc.property(journeys, fc.array(fc.nat(), { maxLength: 3 }), ([history, choice, stops], crashes) => {
      const aims = travelled(history, stops);
      const last = aims.at(-1);
      const node = last === undefined ? undefined : nodeAt(last.inventory, choice);
      if (last === undefined || node === undefined) return;
      let kernel = aims.slice(0, -1).reduce((now, aim) => brought(now, aim, node), booted());
      for (const crash of crashes) {
        const { operations } = planned(kernel, last, node);
        kernel = runAll(kernel, operations.slice(0, crash % (operations.length + 1))).kernel;
      }
      expectAt(brought(kernel, last, node), last, node);
    }),
  );
});

test('abandoned: stopped after any operation, a plan for another version mends it as well', () => {
  fc.assert(
    fc.property(journeys, fc.array(fc.nat(), { maxLength: 3 }), ([history, choice, stops], crashes) => {
      let kernel = booted();
      const aims = travelled(history, stops);
      aims.forEach((aim, i) => {
        const node = nodeAt(aim.inventory, choice);
        if (node === undefined) return;
        const { operations } = planned(kernel, aim, node);
        const crash = i < aims.length - 1 ? crashes[i] : undefined;
        const part = crash === undefined ? operations : operations.slice(0, crash % (operations.length + 1));
        const { kernel: after, error } = runAll(kernel, part);
        expect(error).toBeUndefined();
        kernel = after;
      });
      const last = aims.at(-1);
      const node = last === undefined ? undefined : nodeAt(last.inventory, choice);
      if (last !== undefined && node !== undefined) expectAt(kernel, last, node);
    }),
  );
});

test('removal: a network taken from a node leaves nothing of ours', () => {
  fc.assert(
    fc.property(mesh(), fc.nat(), ({ network, inventory }, choice) => {
      const node = nodeAt(inventory, choice);
      if (node === undefined) return;
      const nobody = { ...network, resources: [], accessPoints: [], aggregators: [] };
      const there = brought(booted(), { networks: [network], inventory }, node);
      const gone = brought(there, { networks: [nobody], inventory }, node);
      expect(gone.namespaces).toEqual(booted().namespaces);
    }),
  );
});

test('what is observed survives being written down and read again', () => {
  fc.assert(
    fc.property(mesh(), fc.nat(), ({ network, inventory }, choice) => {
      const node = nodeAt(inventory, choice);
      if (node === undefined) return;
      const state = observe(brought(booted(), { networks: [network], inventory }, node), node);
      expect(right(parseObserved(JSON.parse(JSON.stringify(state))))).toEqual(state);
    }),
  );
});
