import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NodeId } from '../../src/index.js';
import {
  type ForeignObject,
  foreignText,
  furnished,
  furniture,
  type Kernel,
  type MeshDocuments,
  observe,
  parsedMesh,
  runAll,
  versions,
} from '../../src/testing/index.js';
import { type Aim, booted, brought, found, nodeAt, planned, wanted } from './world.js';

/** A quarter of the cases of the first world: what differs is only what is there beside. */
const quarter = { numRuns: Math.ceil((fc.readConfigureGlobal().numRuns ?? 1000) / 4) };

/** The second world of the laws: a machine on which others have much. `public` is there before, as on any that has booted. */
const journeys = fc.tuple(
  furniture({ namespaces: ['public'] }),
  versions(),
  fc.nat(),
  fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
);

interface Journey {
  readonly start: Kernel;
  readonly node: NodeId;
  readonly aims: readonly [Aim, ...(readonly Aim[])];
}

/** The journey of a node, if there is one. */
function journeyOf(
  objects: readonly ForeignObject[],
  history: readonly MeshDocuments[],
  choice: number,
  stops: readonly number[],
): Journey | undefined {
  const aims = history.map((documents): Aim => {
    const { network, inventory } = parsedMesh(documents);
    return { networks: [network], inventory };
  });
  const [first, ...others] = stops.flatMap((stop) => aims[stop % aims.length] ?? []);
  const node = first === undefined ? undefined : nodeAt(first.inventory, choice);
  return first === undefined || node === undefined
    ? undefined
    : { start: furnished(booted(), objects), node, aims: [first, ...others] };
}

/** All that is wanted is there, nothing is left to do, and what others have is as it was, to the byte. */
function expectAt(kernel: Kernel, aim: Aim, { start, node }: Journey): void {
  const aims = wanted(aim, node);
  expect(found(observe(kernel, node), aims)).toEqual(
    found({ schema: 'observed/2', node, resources: aims }, aims),
  );
  expect(planned(kernel, aim, node)).toMatchObject({ operations: [], changes: [] });
  expect(foreignText(kernel)).toBe(foreignText(start));
}

/** The same networks with nobody in them. */
function nobody(aim: Aim): Aim {
  const empty = { resources: [], accessPoints: [], aggregators: [] };
  return { ...aim, networks: aim.networks.map((each) => ({ ...each, ...empty })) };
}

test('convergence, update and removal on a furnished machine: ours is there and then not, theirs is as it was', () => {
  fc.assert(
    fc.property(journeys, ([objects, history, choice, stops]) => {
      const journey = journeyOf(objects, history, choice, stops);
      if (journey === undefined) return;
      let kernel = journey.start;
      for (const aim of journey.aims) {
        kernel = brought(kernel, aim, journey.node);
        expectAt(kernel, aim, journey);
      }
      const [first] = journey.aims;
      const gone = brought(kernel, nobody(journey.aims.at(-1) ?? first), journey.node);
      expect(observe(gone, journey.node).resources).toEqual(observe(journey.start, journey.node).resources);
      expect(foreignText(gone)).toBe(foreignText(journey.start));
    }),
    quarter,
  );
});

test('rollback on a furnished machine: after any part of a plan, the way back is the state before', () => {
  fc.assert(
    fc.property(journeys, fc.nat(), ([objects, history, choice, stops], crash) => {
      const journey = journeyOf(objects, history, choice, stops);
      if (journey === undefined) return;
      const [first, ...others] = journey.aims;
      const before = brought(journey.start, first, journey.node);
      let kernel = before;
      for (const aim of others) {
        const { operations } = planned(kernel, aim, journey.node);
        kernel = runAll(kernel, operations.slice(0, crash % (operations.length + 1))).kernel;
        expect(foreignText(kernel)).toBe(foreignText(journey.start));
      }
      expectAt(brought(kernel, first, journey.node), first, journey);
    }),
    quarter,
  );
});
