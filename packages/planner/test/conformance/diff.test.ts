import { expect, test } from 'vitest';
import {
  diff,
  lower,
  type NodeId,
  type NodeState,
  parseInventory,
  parseTenantNetwork,
  type ResourceOf,
} from '../../src/index.js';
import { type JsonDocument, type Kernel, observe, runAll } from '../../src/testing/index.js';
import { inventory, key, network, nodes, resource } from '../documents.js';
import { type Aim, booted, brought, planned } from '../laws/world.js';
import { right } from '../right.js';

const a = 'a' as NodeId;
const over = inventory(nodes.dual('a', 10), nodes.dual('b', 11), nodes.dual('c', 12));

function aim(resources: readonly JsonDocument[], rest: JsonDocument = {}): Aim {
  return {
    networks: [right(parseTenantNetwork(network(resources, rest)))],
    inventory: right(parseInventory(over)),
  };
}

function peer(n: number, ...allowedIPs: readonly string[]): ResourceOf<'Peer'> {
  return { kind: 'Peer', owner: 'tn', netns: 'n-tn', device: 'w-tn', publicKey: key(n), allowedIPs };
}

const three = aim([resource('a', 2), resource('b', 3), resource('c', 4)]);
const kernel = brought(booted(), three, a);

function peersOf({ resources }: NodeState): readonly (readonly [string, readonly string[]])[] {
  return resources.flatMap((each) =>
    each.kind === 'Peer' ? [[each.publicKey, each.allowedIPs] as const] : [],
  );
}

/** The node after its peers have become these. */
function withPeers(from: Kernel, peers: readonly ResourceOf<'Peer'>[]): Kernel {
  const before = observe(from, a).resources.filter((each) => each.kind === 'Peer');
  const { kernel: after, error } = runAll(from, lower(diff(peers, before)));
  expect(error).toBeUndefined();
  return after;
}

function permutations<A>(items: readonly A[]): readonly (readonly A[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}

test('NM-7: a peer that ends with no AllowedIPs is removed', () => {
  expect(lower(diff([peer(3)], [peer(3, '10.1.3.0/24')]))).toMatchObject([
    { kind: 'WireGuardRemovePeer', device: 'w-tn', publicKey: key(3) },
  ]);
  expect(lower(diff([peer(3)], []))).toEqual([]);
});

test.each([
  ['200 s ago', 200, '185.69.166.11:7003'],
  ['now', 0, undefined],
  ['179 s ago', 179, undefined],
  ['never', undefined, '185.69.166.11:7003'],
])('IN-9: an endpoint that differs, with the last handshake %s', (_, latestHandshake, set) => {
  const planned = { ...peer(3, '10.1.3.0/24'), endpoint: '185.69.166.11:7003' };
  const there = {
    ...planned,
    endpoint: '192.0.2.7:4500',
    ...(latestHandshake === undefined ? {} : { latestHandshake }),
  };
  const endpoints = lower(diff([planned], [there])).map((each) => 'endpoint' in each && each.endpoint);
  expect(endpoints).toEqual(set === undefined ? [] : [set]);
});

test('IN-9: a peer that is where it was sent last has not roamed, and goes where the documents now say, however alive', () => {
  const planned = { ...peer(3, '10.1.3.0/24'), endpoint: '185.69.166.11:7003' };
  const there = { ...planned, endpoint: '192.0.2.7:4500', latestHandshake: 0, unmoved: true } as const;
  const [operation] = lower(diff([planned], [there]));
  expect(operation).toMatchObject({ kind: 'WireGuardSetPeer', endpoint: '185.69.166.11:7003' });
});

test('IN-9: what else changes about a peer that has roamed leaves its endpoint alone', () => {
  const planned = { ...peer(3, '10.1.3.0/24'), endpoint: '185.69.166.11:7003' };
  const there = { ...planned, allowedIPs: [], endpoint: '192.0.2.7:4500', latestHandshake: 10 };
  const [operation] = lower(diff([planned], [there]));
  expect(operation).toMatchObject({ kind: 'WireGuardSetPeer', allowedIPs: ['10.1.3.0/24'] });
  expect(operation).not.toHaveProperty('endpoint');
});

test('CA-3: what is added and removed again before anything is applied takes no operation', () => {
  const accessPoints = [{ name: 'laptop', node: 'a', subnet: '10.1.254.0/24', publicKey: key(254) }];
  const added = aim([resource('a', 2), resource('b', 3), resource('c', 4)], { version: 2, accessPoints });
  expect(planned(kernel, added, a).operations).not.toEqual([]);
  const removed = aim([resource('a', 2), resource('b', 3), resource('c', 4)], { version: 3 });
  expect(planned(kernel, removed, a).operations).toEqual([]);
});

test('CA-4: a prefix that moves between peers stays with its new owner, however its removal and addition come', () => {
  const start = withPeers(kernel, [peer(3, '10.1.3.0/24', '10.1.9.0/24'), peer(4, '10.1.4.0/24')]);
  const end = [peer(3, '10.1.3.0/24'), peer(4, '10.1.4.0/24', '10.1.9.0/24')];
  const expected = end.map(({ publicKey, allowedIPs }) => [publicKey, allowedIPs]);
  const together = withPeers(start, end);
  const removedFirst = withPeers(withPeers(start, [peer(3, '10.1.3.0/24'), peer(4, '10.1.4.0/24')]), end);
  const addition = lower(diff([peer(4, '10.1.4.0/24', '10.1.9.0/24')], [peer(4, '10.1.4.0/24')]));
  const addedFirst = withPeers(runAll(start, addition).kernel, end);
  for (const each of [together, removedFirst, addedFirst])
    expect(peersOf(observe(each, a))).toEqual(expected);
  const before = observe(start, a).resources.filter((each) => each.kind === 'Peer');
  for (const operations of permutations(lower(diff(end, before)))) {
    expect(peersOf(observe(runAll(start, operations).kernel, a))).toEqual(expected);
  }
});

test('CA-6: the removal of a peer in three pieces, in any order, ends in one state', () => {
  const pieces = ['10.1.3.0/24', '10.1.8.0/24', '100.64.1.3/32'];
  const other = peer(4, '10.1.4.0/24');
  const start = withPeers(kernel, [peer(3, ...pieces), other]);
  for (const order of permutations(pieces)) {
    let now = start;
    order.forEach((_, i) => {
      const left = pieces.filter((each) => !order.slice(0, i + 1).includes(each));
      now = withPeers(now, [peer(3, ...left), other]);
    });
    expect(peersOf(observe(now, a))).toEqual([[key(4), ['10.1.4.0/24']]]);
  }
});

test('CA-7: a node leaves and its subnet is reused at once: the new owner has it, and nothing of the old is left', () => {
  const successor = { ...resource('c', 4), subnet: '10.1.3.0/24' };
  const reused = aim([resource('a', 2), successor], { version: 2 });
  const gone = aim([resource('a', 2), resource('c', 4)], { version: 2 });
  const expected = [[key(4), ['10.1.3.0/24', '100.64.1.3/32']]];
  expect(peersOf(observe(brought(kernel, reused, a), a))).toEqual(expected);
  expect(peersOf(observe(brought(brought(kernel, gone, a), reused, a), a))).toEqual(expected);
});

test('CA-8: each operation fails once, then again during the repair: the next plan converges', () => {
  const next = aim([
    { ...resource('a', 2), listenPort: 9000, publicKey: key(22) },
    { ...resource('c', 4), subnet: '10.1.3.0/24' },
  ]);
  const expected = observe(brought(kernel, next, a), a).resources;
  const failedAt = (from: Kernel, k: number) =>
    runAll(from, planned(from, next, a).operations.slice(0, k)).kernel;
  const steps = planned(kernel, next, a).operations.length;
  for (let first = 0; first < steps; first++) {
    const once = failedAt(kernel, first);
    for (let second = 0; second < steps; second++) {
      const twice = failedAt(once, second);
      expect(observe(brought(twice, next, a), a).resources).toEqual(expected);
    }
  }
});
