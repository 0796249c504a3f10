import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Change, diff, type Plan, planTowards, stateAfter } from '../../src/index.js';
import { type Kernel, observe, parsedMesh, runAll, versions } from '../../src/testing/index.js';
import { right } from '../right.js';
import { booted, brought, nodeAt, planned } from './world.js';

/** Two versions that a node saw one after the other, the node, and after how many operations the second stopped. */
const updates = fc.tuple(versions(), fc.nat(), fc.nat(), fc.nat());

interface Update {
  readonly before: Kernel;
  readonly plan: Plan;
  readonly stopped: Kernel;
}

function updateOf([history, choice, stop, crash]: [
  readonly Parameters<typeof parsedMesh>[0][],
  number,
  number,
  number,
]): Update | undefined {
  const aims = history.map((documents) => {
    const { network, inventory } = parsedMesh(documents);
    return { networks: [network], inventory };
  });
  const [from, to] = [aims[stop % aims.length], aims.at(-1)];
  const node = to === undefined ? undefined : nodeAt(to.inventory, choice);
  if (from === undefined || to === undefined || node === undefined) return undefined;
  const before = from === to ? booted() : brought(booted(), from, node);
  const plan = planned(before, to, node);
  const part = plan.operations.slice(0, crash % (plan.operations.length + 1));
  return { before, plan, stopped: runAll(before, part).kernel };
}

/** Seen from the other side an endpoint that nobody asked for differs, but nothing may be there or missing. */
const isMore = ({ kind }: Change) => kind !== 'Update';

test('back: from wherever a plan stopped, the plan towards the state before leads there', () => {
  fc.assert(
    fc.property(updates, (drawn) => {
      const update = updateOf(drawn);
      if (update === undefined) return;
      const { before, plan, stopped } = update;
      const target = observe(before, plan.node);
      const back = right(planTowards({ owners: plan.owners, target, observed: observe(stopped, plan.node) }));
      const { kernel, error } = runAll(stopped, back.operations);
      expect(error).toBeUndefined();
      expect(diff(target.resources, observe(kernel, plan.node).resources)).toEqual([]);
      expect(diff(observe(kernel, plan.node).resources, target.resources).filter(isMore)).toEqual([]);
    }),
  );
});

test('ahead: what is on the node once a plan is carried out is known before', () => {
  fc.assert(
    fc.property(updates, (drawn) => {
      const update = updateOf(drawn);
      if (update === undefined) return;
      const { before, plan } = update;
      const expected = stateAfter(plan, observe(before, plan.node)).resources;
      const after = observe(runAll(before, plan.operations).kernel, plan.node).resources;
      expect(diff(expected, after)).toEqual([]);
      expect(diff(after, expected).filter(isMore)).toEqual([]);
    }),
  );
});

test('to nothing: a network is taken away without its documents, and another is left alone', () => {
  fc.assert(
    fc.property(updates, (drawn) => {
      const update = updateOf(drawn);
      if (update === undefined) return;
      const { plan, stopped } = update;
      const observed = observe(stopped, plan.node);
      const target = { ...observed, resources: [] };
      const away = right(planTowards({ owners: plan.owners, target, observed }));
      expect(observe(runAll(stopped, away.operations).kernel, plan.node).resources).toEqual([]);
      const other = right(planTowards({ owners: [{ id: 'other', removed: true }], target, observed }));
      expect(other.operations).toEqual([]);
    }),
  );
});
