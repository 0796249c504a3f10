import { dryRun, json } from '@networkd/executor-dryrun';
import { type ExecutionEvent, emptyState } from '@networkd/planner';
import { expect, test } from 'vitest';
import { network, planOf, right, stateOf } from './plans.js';

test('observes nothing unless told', async () => {
  const executor = dryRun({ print: () => undefined });
  expect(right(await executor.observe('a', ['test'])())).toEqual(emptyState('a'));
});

test('observes of what it is told only the networks it is asked for', async () => {
  const networks = [network({ id: 'red' }), network({ id: 'blue', keys: [4, 5, 6], ports: [1, 2, 3] })];
  const executor = dryRun({ observed: (node) => stateOf(node, networks), print: () => undefined });
  const state = right(await executor.observe('a', ['blue'])());
  expect(new Set(state.resources.map((each) => each.owner))).toEqual(new Set(['blue']));
});

test('prints the plan, and its receipt says that nothing was applied', async () => {
  const plan = planOf('a', [network()]);
  const printed: string[] = [];
  const events: ExecutionEvent[] = [];
  const executor = dryRun({ print: (text) => printed.push(text), format: json });
  const receipt = right(await executor.apply(plan, (event) => events.push(event))());
  expect(printed).toEqual([json(plan)]);
  expect(receipt).toEqual({ plan: plan.hash, node: 'a', operations: 0, applied: false });
  expect(events.map(({ kind }) => kind)).toEqual(['Started', 'Finished']);
});

test('prints text unless told', async () => {
  const printed: string[] = [];
  await dryRun({ print: (text) => printed.push(text) }).apply(planOf('a', [network()]), () => undefined)();
  expect(printed.join('')).toMatch(/^Tenant network test/);
});

test('refuses a plan from another state, and prints nothing', async () => {
  const printed: string[] = [];
  const observed = (node: string) => stateOf(node, [network()]);
  const executor = dryRun({ observed, print: (text) => printed.push(text) });
  const stale = await executor.apply(planOf('a', [network()]), () => undefined)();
  expect(stale).toMatchObject({ _tag: 'Left', left: { kind: 'stale-basis' } });
  expect(printed).toEqual([]);
  const fresh = planOf('a', [network({ version: 2 })], observed('a'));
  expect(await executor.apply(fresh, () => undefined)()).toMatchObject({ _tag: 'Right' });
});

test('what other networks have on the node makes no plan stale', async () => {
  const other = network({ id: 'other', keys: [4, 5, 6], ports: [1, 2, 3] });
  const executor = dryRun({ observed: (node) => stateOf(node, [other]), print: () => undefined });
  expect(await executor.apply(planOf('a', [network()]), () => undefined)()).toMatchObject({ _tag: 'Right' });
});
