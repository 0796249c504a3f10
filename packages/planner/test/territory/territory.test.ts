import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { lower } from '../../src/change/lower.js';
import { checkTerritory, type NodeId, nodeOwner, type Plan, parsePlan } from '../../src/index.js';
import { sealed } from '../../src/plan/document.js';
import { type Kernel, observe, runAll } from '../../src/testing/index.js';
import { planned } from '../laws/world.js';
import { hostilePlans } from './hostile-planner.js';
import { aim, outside, worlds } from './territory-world.js';

const node = 'a' as NodeId;

/** What becomes of a plan: refused when it is read, or before it is carried out, or carried out as far as the kernel lets it. */
function fate(kernel: Kernel, plan: Plan, owner: string): string {
  const read = parsePlan(JSON.parse(JSON.stringify(plan)));
  if (E.isLeft(read)) return 'unread';
  if (checkTerritory(read.right, observe(kernel, node)) !== undefined) return 'refused';
  const { kernel: after, done } = runAll(kernel, read.right.operations);
  expect(outside(after, owner), JSON.stringify(plan.changes)).toBe(outside(kernel, owner));
  return done > 0 ? 'carried out' : 'nothing done';
}

describe.each(Object.entries(worlds))('on a node that is %s', (name, kernel) => {
  const there = observe(kernel, node).resources;

  test('a sound plan is carried out whole', () => {
    if (name === 'taken') return;
    const plan = planned(kernel, aim, node);
    expect(checkTerritory(plan, observe(kernel, node))).toBeUndefined();
    expect(runAll(kernel, plan.operations).error).toBeUndefined();
  });

  test("no plan of a network's, no matter who sealed it, changes what is not the network's", () => {
    const fates = new Map<string, number>();
    const sound = name === 'taken' ? [] : planned(kernel, aim, node).changes;
    fc.assert(
      fc.property(hostilePlans('x', sound, there), (plan) => {
        const what = fate(kernel, plan, 'x');
        fates.set(what, (fates.get(what) ?? 0) + 1);
      }),
    );
    expect([...fates.keys()]).toContain('unread');
  });

  test("no plan of the node's changes what is a network's", () => {
    fc.assert(
      fc.property(hostilePlans(nodeOwner, [], there), (plan) => {
        const read = parsePlan(JSON.parse(JSON.stringify(plan)));
        if (E.isLeft(read) || checkTerritory(read.right, observe(kernel, node)) !== undefined) return;
        const { kernel: after } = runAll(kernel, read.right.operations);
        const left = (each: Kernel) =>
          observe(each, node).resources.filter(({ owner }) => owner !== nodeOwner);
        expect(left(after), JSON.stringify(plan.changes)).toEqual(left(kernel));
      }),
    );
  });
});

test("a plan of the node's makes no member of what was not found to be a NIC", () => {
  const kernel = worlds.bare;
  const made = { kind: 'Link', owner: nodeOwner, name: 'zos', type: 'bridge', mtu: 1500 } as const;
  const bridge = { ...made, alias: 'networkd:@node', disableIpv6: false };
  const port = {
    kind: 'LinkMaster',
    owner: nodeOwner,
    device: 'docker0',
    master: 'zos',
    type: 'bridge',
  } as const;
  const changes = [bridge, port].map((after) => ({ kind: 'Create', after, reason: 'harmless' }) as const);
  const plan = sealed([{ id: nodeOwner, version: 1 }], node, '0'.repeat(64), changes, lower(changes));
  const [error, ...others] = checkTerritory(plan, observe(kernel, node)) ?? [];
  expect(others).toEqual([]);
  expect(error).toMatchObject({ kind: 'out-of-territory', expected: 'on a NIC that was found' });
});
