import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import {
  assignEgressAddresses,
  chooseEgressAddress,
  type EgressAddress,
  type EgressAddresses,
  egressAddressesOf,
  egressIpv6,
  explain,
  parseEgressAddress,
  type Resource,
} from '../../src/index.js';
import { right } from '../right.js';

const none: EgressAddresses = new Map();
const ids = fc.stringMatching(/^[0-9A-Za-z]{1,13}$/);
const someIds = fc.uniqueArray(ids, { maxLength: 20 });
const egressAddresses = fc
  .integer({ min: 2, max: 65_534 })
  .map((n) => egressAddress(`100.127.${n >> 8}.${n & 255}`));

/** Networks with an egress address each, no two the same. */
const known = fc
  .tuple(someIds, fc.uniqueArray(egressAddresses, { minLength: 20, maxLength: 20 }))
  .map(
    ([networks, all]): EgressAddresses =>
      new Map(networks.map((id, i) => [id, all[i] ?? egressAddress('100.127.0.2')])),
  );

function egressAddress(text: string): EgressAddress {
  return right(parseEgressAddress(text));
}

test.each([
  ['100.127.0.3', 'fd00::3'],
  ['100.127.1.1', 'fd00::101'],
  ['100.127.255.254', 'fd00::fffe'],
])('ND-1: the egress address %s has the IPv6 address %s', (text, ipv6) => {
  expect(egressIpv6(egressAddress(text))).toBe(ipv6);
});

test('ND-2: the same network gets the same egress address, another another, and a hundred at once all different', () => {
  const first = right(assignEgressAddresses(['one'], none, none));
  expect(right(assignEgressAddresses(['one'], first, none))).toEqual(first);
  expect(right(assignEgressAddresses(['one'], none, first))).toEqual(first);
  const second = right(assignEgressAddresses(['two'], first, none));
  expect(second.get('two')).not.toBe(first.get('one'));
  const hundred = Array.from({ length: 100 }, (_, i) => `net${i}`);
  expect(new Set(right(assignEgressAddresses(hundred, first, none)).values()).size).toBe(100);
});

test('no egress address is given twice, no matter what others have or are remembered to have', () => {
  fc.assert(
    fc.property(someIds, known, known, (networks, observed, remembered) => {
      const assigned = right(assignEgressAddresses(networks, observed, remembered));
      expect([...assigned.keys()].sort()).toEqual([...networks].sort());
      const others = [observed, remembered].flatMap((each) =>
        [...each].filter(([id]) => !networks.includes(id)).map(([, taken]) => taken),
      );
      expect(new Set([...assigned.values(), ...others]).size).toBe(assigned.size + new Set(others).size);
    }),
  );
});

test('an egress address that a network has stays, and one that it is remembered to have comes back', () => {
  fc.assert(
    fc.property(known, known, (observed, remembered) => {
      const networks = [...observed.keys()];
      const assigned = right(assignEgressAddresses(networks, observed, withoutTaken(remembered, observed)));
      expect([...assigned]).toEqual([...observed].sort(([a], [b]) => (a < b ? -1 : 1)));
      expect([...right(assignEgressAddresses(networks, none, observed))]).toEqual([...assigned]);
    }),
  );
});

/** What is remembered of networks that are gone, except for what others have by now. */
function withoutTaken(remembered: EgressAddresses, observed: EgressAddresses): EgressAddresses {
  const taken = new Set(observed.values());
  return new Map([...remembered].filter(([id, each]) => observed.has(id) || !taken.has(each)));
}

test('what a network has on the node counts for more than what is remembered', () => {
  const observed: EgressAddresses = new Map([['one', egressAddress('100.127.0.9')]]);
  const remembered: EgressAddresses = new Map([
    ['one', egressAddress('100.127.0.8')],
    ['two', egressAddress('100.127.0.9')],
  ]);
  const assigned = right(assignEgressAddresses(['one', 'two'], observed, remembered));
  expect(assigned.get('one')).toBe('100.127.0.9');
  expect(assigned.get('two')).not.toBe('100.127.0.9');
});

test('what another network has, or is remembered to have, is not free', () => {
  const first = right(chooseEgressAddress('one', new Set()));
  const another: EgressAddresses = new Map([['two', first]]);
  expect(right(assignEgressAddresses(['one'], none, none)).get('one')).toBe(first);
  expect(right(assignEgressAddresses(['one'], another, none)).get('one')).not.toBe(first);
  expect(right(assignEgressAddresses(['one'], none, another)).get('one')).not.toBe(first);
});

test('the order in which networks are given does not matter', () => {
  fc.assert(
    fc.property(someIds, fc.func(fc.nat()), known, (networks, random, observed) => {
      const shuffled = networks.toSorted((a, b) => random(a) - random(b));
      expect([...right(assignEgressAddresses(shuffled, observed, none))]).toEqual([
        ...right(assignEgressAddresses(networks, observed, none)),
      ]);
    }),
  );
});

test('an egress address given up is free for others', () => {
  const first = right(chooseEgressAddress('one', new Set()));
  expect(right(chooseEgressAddress('one', new Set([first])))).not.toBe(first);
  expect(right(chooseEgressAddress('one', new Set()))).toBe(first);
});

test('there are 65 533 egress addresses, each once and none reserved, and then no more', () => {
  const taken = new Set<string>();
  for (let i = 0; i < 65_533; i++) taken.add(right(chooseEgressAddress(`n${i}`, taken)));
  expect(taken.size).toBe(65_533);
  for (const reserved of ['100.127.0.0', '100.127.0.1', '100.127.255.255']) {
    expect(taken.has(reserved)).toBe(false);
  }
  expect(chooseEgressAddress('more', taken)).toEqual(E.left({ kind: 'egress-addresses-exhausted' }));
  const full: EgressAddresses = new Map([...taken].map((text, i) => [`n${i}`, egressAddress(text)]));
  const refused = assignEgressAddresses(['more', 'n7', 'most'], full, none);
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
])('%s is no egress address', (text) => {
  expect(parseEgressAddress(text)).toEqual(E.left({ kind: 'bad-egress-address' }));
});

test('an egress address is the address that is observed, and nothing else that looks like one', () => {
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
  expect([...egressAddressesOf([address('tn'), address('tn', { address: 'fd00::304/64' })])]).toEqual([
    ['tn', '100.127.3.4'],
  ]);
  expect(
    egressAddressesOf([
      address('a', { device: 'w-a' }),
      address('b', { netns: 'public' }),
      address('c', { address: '100.127.0.1/16' }),
    ]).size,
  ).toBe(0);
});
