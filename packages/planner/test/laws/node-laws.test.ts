import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Change, type NodeWishes, parsePlan } from '../../src/index.js';
import { foreignText, type Kernel, nodeWishes, observe, runAll, surveyed } from '../../src/testing/index.js';
import { right } from '../right.js';
import { broughtTo, cleared, named, nodePlan, ownResources, started, wishedResources } from './node-world.js';

/** The node is as it is wished to be, and nothing is left to do. */
function expectAt(kernel: Kernel, wishes: NodeWishes): void {
  expect(ownResources(observe(kernel, wishes.node))).toEqual(wishedResources(surveyed(kernel, wishes)));
  expect(nodePlan(kernel, wishes)).toMatchObject({ operations: [], changes: [] });
}

/** An MTU that is not that of the NICs stays with them: they are nobody's, and have no MTU to go back to. */
function withoutMtu(wishes: NodeWishes): NodeWishes {
  const { mtu: _, ...uplink } = wishes.config.uplink;
  return { ...wishes, config: { ...wishes.config, uplink } };
}

const pairs = fc.tuple(nodeWishes().map(withoutMtu), nodeWishes().map(withoutMtu));

test('convergence and idempotence: the plan makes what is wished, and then there is no plan', () => {
  fc.assert(
    fc.property(nodeWishes(), (wishes) => {
      expectAt(broughtTo(started(), wishes), wishes);
    }),
  );
});

test('update: any configuration follows any other', () => {
  fc.assert(
    fc.property(fc.array(nodeWishes(), { minLength: 2, maxLength: 4 }), (stops) => {
      let kernel = started();
      for (const wishes of stops) {
        kernel = broughtTo(kernel, wishes);
        expectAt(kernel, wishes);
      }
    }),
  );
});

test('rollback: going back brings back all that was, where the documents name what the public segment is on', () => {
  fc.assert(
    fc.property(pairs, ([drawn, second]) => {
      const first = named(drawn);
      const before = broughtTo(started(), first);
      const after = broughtTo(broughtTo(before, second), first);
      expect(ownResources(observe(after, 'a'))).toEqual(ownResources(observe(before, 'a')));
    }),
  );
});

test('crash: stopped after any operation, the next plan mends it', () => {
  fc.assert(
    fc.property(
      nodeWishes(),
      nodeWishes(),
      fc.array(fc.nat(), { maxLength: 3 }),
      (first, second, crashes) => {
        let kernel = broughtTo(started(), first);
        for (const crash of crashes) {
          const { operations } = nodePlan(kernel, second);
          kernel = runAll(kernel, operations.slice(0, crash % (operations.length + 1))).kernel;
        }
        expectAt(broughtTo(kernel, second), second);
      },
    ),
  );
});

test('removal: nothing of ours is left, and what others have is as it was', () => {
  fc.assert(
    fc.property(pairs, ([first, second]) => {
      const gone = cleared(broughtTo(broughtTo(started(), first), second), 'a');
      expect(observe(gone, 'a').resources).toEqual([]);
      expect([...gone.namespaces.keys()]).toEqual([...started().namespaces.keys()]);
      expect(gone.processes).toEqual([]);
      expect(foreignText(gone)).toEqual(foreignText(started()));
    }),
  );
});

test('a plan survives being written down and read again: nothing in it reaches beyond the node itself', () => {
  fc.assert(
    fc.property(nodeWishes(), nodeWishes(), (first, second) => {
      const plan = nodePlan(broughtTo(started(), first), second);
      expect(right(parsePlan(JSON.parse(JSON.stringify(plan))))).toEqual(plan);
    }),
  );
});

/** How many egress links a bridge has; the cable between the two bridges does not count for the host's. */
function egressLinks(kernel: Kernel, bridge: string): number {
  const resources = observe(kernel, 'a').resources;
  return resources.filter(
    (each) => each.kind === 'LinkMaster' && each.master === bridge && each.device !== 'zos-pub',
  ).length;
}

test('no loop: after any change no bridge ever has two egress links, which could lead to one segment', () => {
  fc.assert(
    fc.property(nodeWishes(), nodeWishes(), (first, second) => {
      let kernel = broughtTo(started(), first);
      const { operations, changes } = nodePlan(kernel, second);
      // What goes straight from one bridge to the other may meet there what comes the other way, for one operation.
      fc.pre(!changes.some(isMoved));
      for (const operation of operations) {
        kernel = runAll(kernel, [operation]).kernel;
        expect(egressLinks(kernel, 'br-pub')).toBeLessThan(2);
        expect(egressLinks(kernel, 'zos')).toBeLessThan(2);
      }
    }),
  );
});

function isMoved(change: Change): boolean {
  if (change.kind !== 'Update') return false;
  const { before, after } = change;
  return before.kind === 'LinkMaster' && after.kind === 'LinkMaster' && before.master !== after.master;
}
