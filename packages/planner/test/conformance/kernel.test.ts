import { expect, test } from 'vitest';
import type { Operation } from '../../src/index.js';
import { emptyKernel, type Kernel, observe, runAll } from '../../src/testing/index.js';
import { key } from '../documents.js';

const step = { owner: 'x', reason: '', change: 'Create', netns: 'n-x', device: 'w-x' } as const;
const link = { ...step, alias: 'networkd:x' } as const;

const device: Kernel = ran(emptyKernel(), [
  { ...step, kind: 'NetnsAdd', name: 'n-x' },
  { ...link, kind: 'LinkAdd', name: 'w-x', type: 'wireguard', mtu: 1420 },
  { ...link, kind: 'LinkAdd', name: 'b-x', type: 'bridge', mtu: 1420 },
  { ...step, kind: 'WireGuardSetDevice', secret: 's', publicKey: key(1) },
  { ...step, kind: 'LinkSet', name: 'w-x', up: true },
]);

function ran(kernel: Kernel, operations: readonly Operation[]): Kernel {
  const { kernel: after, error } = runAll(kernel, operations);
  expect(error).toBeUndefined();
  return after;
}

function peer(n: number, ...allowedIPs: readonly string[]): Operation {
  return { ...step, kind: 'WireGuardSetPeer', publicKey: key(n), allowedIPs };
}

function peersAfter(...operations: readonly Operation[]): Readonly<Record<string, readonly string[]>> {
  const peers = observe(ran(device, operations), 'node').resources.filter((each) => each.kind === 'Peer');
  return Object.fromEntries(peers.map(({ publicKey, allowedIPs }) => [publicKey, allowedIPs]));
}

test('WG-1: of one prefix on two peers, the peer set last has it', () => {
  expect(peersAfter(peer(2, '10.10.1.0/24'), peer(3, '10.10.1.0/24'))).toEqual({
    [key(2)]: [],
    [key(3)]: ['10.10.1.0/24'],
  });
});

test('WG-2: AllowedIPs are stored without their host bits', () => {
  expect(peersAfter(peer(2, '10.10.1.2/24'))).toEqual({ [key(2)]: ['10.10.1.0/24'] });
});

test('WG-3: a prefix and one within it stay on their peers', () => {
  expect(peersAfter(peer(2, '10.10.0.0/16'), peer(3, '10.10.1.0/24'))).toEqual({
    [key(2)]: ['10.10.0.0/16'],
    [key(3)]: ['10.10.1.0/24'],
  });
});

test('WG-4: removing a peer does not give back the prefix it took', () => {
  const remove: Operation = { ...step, kind: 'WireGuardRemovePeer', publicKey: key(3) };
  expect(peersAfter(peer(2, '10.10.1.0/24'), peer(3, '10.10.1.0/24'), remove)).toEqual({ [key(2)]: [] });
});

test('WG-5: one key set twice is one peer, with the AllowedIPs it was given last', () => {
  expect(peersAfter(peer(2, '10.10.1.0/24'), peer(2, '10.10.2.0/24'))).toEqual({
    [key(2)]: ['10.10.2.0/24'],
  });
});

test('WG-6: a peer with the key of the device itself is silently ignored', () => {
  expect(peersAfter(peer(1, '10.10.1.0/24'))).toEqual({});
  expect(
    peersAfter(peer(2, '10.10.1.0/24'), {
      ...step,
      kind: 'WireGuardSetDevice',
      secret: 's',
      publicKey: key(2),
    }),
  ).toEqual({});
});

test('IP-1: the last address of a link takes the routes that depended on it', () => {
  const address = { ...step, kind: 'AddressAdd', address: '100.64.1.2/16' } as const;
  const route = { ...step, kind: 'RouteReplace', destination: '10.1.0.0/16' } as const;
  const numbered = ran(device, [address, route]);
  const routes = (kernel: Kernel) =>
    observe(kernel, 'node').resources.filter((each) => each.kind === 'Route');
  expect(routes(numbered)).toHaveLength(1);
  expect(routes(ran(numbered, [{ ...address, kind: 'AddressDelete' }]))).toEqual([]);
});

test('IP-2: an IPv6 route without a metric has 1024 in the kernel, and is observed without one', () => {
  const kernel = ran(device, [{ ...step, kind: 'RouteReplace', destination: 'fd00::/48' }]);
  expect(kernel.namespaces.get('n-x')?.routes).toMatchObject([{ destination: 'fd00::/48', metric: 1024 }]);
  const [route] = observe(kernel, 'node').resources.filter((each) => each.kind === 'Route');
  expect(route).toEqual({
    kind: 'Route',
    owner: 'x',
    netns: 'n-x',
    destination: 'fd00::/48',
    device: 'w-x',
  });
});
