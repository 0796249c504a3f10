import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NodeWishes } from '../../src/index.js';
import {
  foreignText,
  furnished,
  furniture,
  type Kernel,
  nicNames,
  nodeWishes,
  observe,
  runAll,
  surveyed,
} from '../../src/testing/index.js';
import { broughtTo, cleared, named, nodePlan, ownResources, started, wishedResources } from './node-world.js';

/** An MTU that is not that of the NICs stays with them: they are nobody's, and have no MTU to go back to. */
function withoutMtu(wishes: NodeWishes): NodeWishes {
  const { mtu: _, ...uplink } = wishes.config.uplink;
  return { ...wishes, config: { ...wishes.config, uplink } };
}

/** A quarter of the cases of the first world: what differs is only what is there beside. */
const quarter = { numRuns: Math.ceil((fc.readConfigureGlobal().numRuns ?? 1000) / 4) };

const wishes = nodeWishes().map(withoutMtu);

/** The second world of the laws: a machine that has just started, on which others have much already. */
const machines = furniture().map((objects) => furnished(started(), objects));

function expectAt(kernel: Kernel, aim: NodeWishes): void {
  expect(ownResources(observe(kernel, aim.node))).toEqual(wishedResources(surveyed(kernel, aim)));
  expect(nodePlan(kernel, aim)).toMatchObject({ operations: [], changes: [] });
}

/** What others have but the NICs, which are members of ours in between. */
function withoutNics(kernel: Kernel): string {
  const host = kernel.namespaces.get('');
  if (host === undefined) return foreignText(kernel);
  const links = new Map([...host.links].filter(([name]) => !nicNames.some((nic) => nic === name)));
  return foreignText({ ...kernel, namespaces: new Map(kernel.namespaces).set('', { ...host, links }) });
}

test('convergence, update and removal on a furnished machine: ours is there and then not, theirs is as it was', () => {
  fc.assert(
    fc.property(machines, wishes, wishes, (machine, first, second) => {
      const one = broughtTo(machine, first);
      expectAt(one, first);
      const other = broughtTo(one, second);
      expectAt(other, second);
      const gone = cleared(other, 'a');
      expect(observe(gone, 'a').resources).toEqual([]);
      expect(gone.processes).toEqual([]);
      expect(foreignText(gone)).toBe(foreignText(machine));
    }),
    quarter,
  );
});

test('rollback on a furnished machine: after any part of a plan, the way back is the machine before, where the documents name what the public segment is on', () => {
  fc.assert(
    fc.property(machines, wishes.map(named), wishes, fc.nat(), (machine, first, second, crash) => {
      const before = broughtTo(machine, first);
      const { operations } = nodePlan(before, second);
      const half = runAll(before, operations.slice(0, crash % (operations.length + 1))).kernel;
      const back = broughtTo(half, first);
      expect(ownResources(observe(back, 'a'))).toEqual(ownResources(observe(before, 'a')));
      expect(withoutNics(back)).toBe(withoutNics(machine));
      const begun = nodePlan(machine, first).operations;
      const part = runAll(machine, begun.slice(0, crash % (begun.length + 1))).kernel;
      expect(withoutNics(cleared(part, 'a'))).toBe(withoutNics(machine));
    }),
    quarter,
  );
});
