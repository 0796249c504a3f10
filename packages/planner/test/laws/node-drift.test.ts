import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { type Change, diff, type NodeWishes, planTowards, stateAfter } from '../../src/index.js';
import {
  foreignText,
  type Kernel,
  nicNames,
  nodeWishes,
  observe,
  run,
  runAll,
  surveyed,
} from '../../src/testing/index.js';
import { right } from '../right.js';
import { damaged } from './damage.js';
import { broughtTo, cleared, nodePlan, ownResources, started, wishedResources } from './node-world.js';

const choices = fc.array(fc.nat(), { minLength: 1, maxLength: 5 });

test('drift: what is done by hand to the links of a node, its members and clients, the next plan repairs', () => {
  fc.assert(
    fc.property(nodeWishes(), choices, (wishes, chosen) => {
      const broken = damaged(broughtTo(started(), wishes), wishes.node, chosen);
      const mended = broughtTo(broken, wishes);
      expect(ownResources(observe(mended, wishes.node))).toEqual(wishedResources(surveyed(mended, wishes)));
      expect(nodePlan(mended, wishes).operations).toEqual([]);
    }),
  );
});

test('clients: after any change, each runs on the link that is there, and on no other', () => {
  fc.assert(
    fc.property(nodeWishes(), nodeWishes(), choices, (first, second, chosen) => {
      const broken = damaged(broughtTo(started(), first), first.node, chosen);
      const { processes, namespaces } = broughtTo(broken, withoutMtu(second));
      for (const { netns, device, index } of processes) {
        expect(index).toBe(namespaces.get(netns)?.links.get(device)?.index);
      }
    }),
  );
});

/** A NIC whose MTU somebody has lowered may be too small for what is wished: that is refused. */
function withoutMtu(wishes: NodeWishes): NodeWishes {
  const { mtu: _, ...uplink } = wishes.config.uplink;
  return { ...wishes, config: { ...wishes.config, uplink } };
}

/** Seen from the other side what a link is not compared by differs, but nothing may be there or missing. */
const isMore = ({ kind }: Change) => kind !== 'Update';

const updates = fc.tuple(nodeWishes(), nodeWishes(), fc.nat());

test('ahead: what is on the node once a plan is carried out is known before', () => {
  fc.assert(
    fc.property(updates, ([first, second]) => {
      const before = broughtTo(started(), first);
      const plan = nodePlan(before, second);
      const expected = stateAfter(plan, observe(before, 'a')).resources;
      const after = observe(runAll(before, plan.operations).kernel, 'a').resources;
      expect(diff(expected, after)).toEqual([]);
      expect(diff(after, expected).filter(isMore)).toEqual([]);
    }),
  );
});

test('back: from wherever a plan stopped, the plan towards the state before leads there', () => {
  fc.assert(
    fc.property(updates, ([first, second, crash]) => {
      const before = broughtTo(started(), first);
      const { operations, owners } = nodePlan(before, second);
      const stopped = runAll(before, operations.slice(0, crash % (operations.length + 1))).kernel;
      const target = observe(before, 'a');
      const back = right(planTowards({ owners, target, observed: observe(stopped, 'a') }));
      const { kernel, error } = runAll(stopped, back.operations);
      expect(error).toBeUndefined();
      expect(diff(target.resources, observe(kernel, 'a').resources)).toEqual([]);
      expect(diff(observe(kernel, 'a').resources, target.resources).filter(isMore)).toEqual([]);
    }),
  );
});

test('containment: no operation changes what bears no mark of ours, but NICs that are or become members', () => {
  fc.assert(
    fc.property(updates, ([first, second]) => {
      const start = broughtTo(started(), first);
      let kernel = start;
      for (const operation of nodePlan(start, second).operations) {
        const { kernel: after, error } = runAll(kernel, [operation]);
        expect(error).toBeUndefined();
        expect(foreignText(withoutNics(after))).toBe(foreignText(withoutNics(start)));
        kernel = after;
      }
    }),
  );
});

test('abandoned: stopped anywhere and then taken away, nothing of ours is left on the NICs nor elsewhere', () => {
  fc.assert(
    fc.property(nodeWishes(), fc.nat(), (drawn, crash) => {
      const wishes = withoutMtu(drawn);
      const { operations } = nodePlan(started(), wishes);
      const stopped = runAll(started(), operations.slice(0, crash % (operations.length + 1))).kernel;
      const gone = cleared(stopped, 'a');
      expect(observe(gone, 'a').resources).toEqual([]);
      expect(gone.processes).toEqual([]);
      expect(foreignText(withNicsUp(gone))).toBe(foreignText(started()));
    }),
  );
});

/** A NIC that has been set down for a bond that did not take it any more stays down. */
function withNicsUp(kernel: Kernel): Kernel {
  return nicNames.reduce((now, name) => {
    const outcome = run(now, {
      kind: 'LinkSet',
      owner: '@node',
      name,
      up: true,
      reason: '',
      change: 'Update',
    });
    return E.isRight(outcome) ? outcome.right : now;
  }, kernel);
}

/** The kernel as others than the NICs' see it. */
function withoutNics(kernel: Kernel): Kernel {
  const host = kernel.namespaces.get('');
  if (host === undefined) return kernel;
  const links = new Map([...host.links].filter(([name]) => !name.startsWith('eth')));
  return { ...kernel, namespaces: new Map(kernel.namespaces).set('', { ...host, links }) };
}
