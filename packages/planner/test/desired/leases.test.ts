import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import {
  assignLeases,
  chooseLease,
  explain,
  type Leases,
  leaseIpv6,
  leasesOf,
  type NdmzLease,
  parseNdmzLease,
  type Resource,
} from '../../src/index.js';
import { right } from '../right.js';

const none: Leases = new Map();
const ids = fc.stringMatching(/^[0-9A-Za-z]{1,13}$/);
const someIds = fc.uniqueArray(ids, { maxLength: 20 });
const leases = fc.integer({ min: 2, max: 65_534 }).map((n) => lease(`100.127.${n >> 8}.${n & 255}`));

/** Networks with a lease each, no two the same. */
const known = fc
  .tuple(someIds, fc.uniqueArray(leases, { minLength: 20, maxLength: 20 }))
  .map(([networks, all]): Leases => new Map(networks.map((id, i) => [id, all[i] ?? lease('100.127.0.2')])));

function lease(text: string): NdmzLease {
  return right(parseNdmzLease(text));
}

test.each([
  ['100.127.0.3', 'fd00::3'],
  ['100.127.1.1', 'fd00::101'],
  ['100.127.255.254', 'fd00::fffe'],
])('ND-1: the lease %s has the IPv6 address %s', (text, ipv6) => {
  expect(leaseIpv6(lease(text))).toBe(ipv6);
});

test('ND-2: the same network gets the same lease, another another, and a hundred at once all different', () => {
  const first = right(assignLeases(['one'], none, none));
  expect(right(assignLeases(['one'], first, none))).toEqual(first);
  expect(right(assignLeases(['one'], none, first))).toEqual(first);
  const second = right(assignLeases(['two'], first, none));
  expect(second.get('two')).not.toBe(first.get('one'));
  const hundred = Array.from({ length: 100 }, (_, i) => `net${i}`);
  expect(new Set(right(assignLeases(hundred, first, none)).values()).size).toBe(100);
});

test('no lease is given twice, no matter what others have or are remembered to have', () => {
  fc.assert(
    fc.property(someIds, known, known, (networks, observed, remembered) => {
      const assigned = right(assignLeases(networks, observed, remembered));
      expect([...assigned.keys()].sort()).toEqual([...networks].sort());
      const others = [observed, remembered].flatMap((each) =>
        [...each].filter(([id]) => !networks.includes(id)).map(([, taken]) => taken),
      );
      expect(new Set([...assigned.values(), ...others]).size).toBe(assigned.size + new Set(others).size);
    }),
  );
});

test('a lease that a network has stays, and one that it is remembered to have comes back', () => {
  fc.assert(
    fc.property(known, known, (observed, remembered) => {
      const networks = [...observed.keys()];
      const assigned = right(assignLeases(networks, observed, withoutTaken(remembered, observed)));
      expect([...assigned]).toEqual([...observed].sort(([a], [b]) => (a < b ? -1 : 1)));
      expect([...right(assignLeases(networks, none, observed))]).toEqual([...assigned]);
    }),
  );
});

/** What is remembered of networks that are gone, except for what others have by now. */
function withoutTaken(remembered: Leases, observed: Leases): Leases {
  const taken = new Set(observed.values());
  return new Map([...remembered].filter(([id, each]) => observed.has(id) || !taken.has(each)));
}

test('what a network has on the node counts for more than what is remembered', () => {
  const observed: Leases = new Map([['one', lease('100.127.0.9')]]);
  const remembered: Leases = new Map([
    ['one', lease('100.127.0.8')],
    ['two', lease('100.127.0.9')],
  ]);
  const assigned = right(assignLeases(['one', 'two'], observed, remembered));
  expect(assigned.get('one')).toBe('100.127.0.9');
  expect(assigned.get('two')).not.toBe('100.127.0.9');
});

test('what another network has, or is remembered to have, is not free', () => {
  const first = right(chooseLease('one', new Set()));
  const another: Leases = new Map([['two', first]]);
  expect(right(assignLeases(['one'], none, none)).get('one')).toBe(first);
  expect(right(assignLeases(['one'], another, none)).get('one')).not.toBe(first);
  expect(right(assignLeases(['one'], none, another)).get('one')).not.toBe(first);
});

test('the order in which networks are given does not matter', () => {
  fc.assert(
    fc.property(someIds, fc.func(fc.nat()), known, (networks, random, observed) => {
      const shuffled = networks.toSorted((a, b) => random(a) - random(b));
      expect([...right(assignLeases(shuffled, observed, none))]).toEqual([
        ...right(assignLeases(networks, observed, none)),
      ]);
    }),
  );
});

test('a lease given up is free for others', () => {
  const first = right(chooseLease('one', new Set()));
  expect(right(chooseLease('one', new Set([first])))).not.toBe(first);
  expect(right(chooseLease('one', new Set()))).toBe(first);
});

test('there are 65 533 leases, each once and none reserved, and then no more', () => {
  const taken = new Set<string>();
  for (let i = 0; i < 65_533; i++) taken.add(right(chooseLease(`n${i}`, taken)));
  expect(taken.size).toBe(65_533);
  for (const reserved of ['100.127.0.0', '100.127.0.1', '100.127.255.255']) {
    expect(taken.has(reserved)).toBe(false);
  }
  expect(chooseLease('more', taken)).toEqual(E.left({ kind: 'leases-exhausted' }));
  const full: Leases = new Map([...taken].map((text, i) => [`n${i}`, lease(text)]));
  const refused = assignLeases(['more', 'n7', 'most'], full, none);
  expect(E.isLeft(refused) ? refused.left.map(explain) : []).toEqual([
    'there is no address left for the network more in 100.127.0.0/16; remove networks that are no longer used from the node.',
    'there is no address left for the network most in 100.127.0.0/16; remove networks that are no longer used from the node.',
  ]);
});

test.each([
  '100.127.0.1',
  '100.127.255.255',
  '100.127.0.0',
  '100.126.0.3',
  '100.128.0.0',
  '100.127.0.03',
  'fd00::3',
  '',
])('%s is no lease', (text) => {
  expect(parseNdmzLease(text)).toEqual(E.left({ kind: 'bad-lease' }));
});

test('a lease is the address that is observed, and nothing else that looks like one', () => {
  const address = (
    network: string,
    part: Partial<Extract<Resource, { kind: 'Address' }>> = {},
  ): Resource => ({
    kind: 'Address',
    owner: network,
    netns: `n-${network}`,
    device: 'public',
    address: '100.127.3.4/16',
    ...part,
  });
  expect([...leasesOf([address('tn'), address('tn', { address: 'fd00::304/64' })])]).toEqual([
    ['tn', '100.127.3.4'],
  ]);
  expect(
    leasesOf([
      address('a', { device: 'w-a' }),
      address('b', { netns: 'public' }),
      address('c', { address: '100.127.0.1/16' }),
    ]).size,
  ).toBe(0);
});
