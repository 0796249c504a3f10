import { type NodeState, plan, type Resource } from '@networkd/planner';
import { expect, test } from 'vitest';
import { stale } from '../src/apply/stale.js';
import { hub, right } from './networks.js';

const place = { owner: 'x', netns: 'n-x' } as const;
const stateOf = (resources: readonly Resource[]): NodeState => ({
  schema: 'observed/2',
  node: 'n0',
  resources,
});
const { network, inventory } = hub(3);
const whole = right(plan({ networks: [network], inventory, node: 'n0' }));
const made = whole.changes.flatMap((change) => (change.kind === 'Create' ? [change.after] : []));
/** The network as applied, except for a peer that has other prefixes. */
const before = made.map((each) =>
  each.kind === 'Peer' && each.allowedIPs.includes('10.4.2.0/24')
    ? { ...each, allowedIPs: ['10.4.2.0/25'] }
    : each,
);
const repair = right(plan({ networks: [network], inventory, node: 'n0', observed: stateOf(before) }));

test('nothing has moved', () => {
  expect(repair.changes).toHaveLength(1);
  expect(stale(repair, stateOf(before), stateOf(before))).toEqual([]);
});

test('what is to be changed has changed, or is gone', () => {
  const others = before.map((each) => (each.kind === 'Peer' ? { ...each, persistentKeepalive: 7 } : each));
  expect(stale(repair, stateOf(others), undefined).map(({ kind }) => kind)).toEqual(['Update']);
  const without = before.filter(({ kind }) => kind !== 'Peer');
  expect(stale(repair, stateOf(without), undefined).map(({ kind }) => kind)).toEqual(['Create']);
});

test('what is to be made is there', () => {
  const [first] = made;
  if (first === undefined) throw new Error('nothing is made');
  expect(stale(whole, stateOf([first]), undefined)).toMatchObject([{ kind: 'Delete', before: first }]);
});

test('something the plan does not touch is not as it was left', () => {
  const address: Resource = { kind: 'Address', ...place, device: 'n-x', address: '10.4.1.7/24' };
  const now = stateOf([...before, address]);
  expect(stale(repair, now, stateOf(made))).toMatchObject([{ kind: 'Delete', before: address }]);
  expect(stale(repair, now, undefined)).toEqual([]);
});
