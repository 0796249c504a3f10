import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { type PlanErrors, parseInventory, parseTenantNetwork } from '../../src/index.js';
import type { JsonDocument } from '../../src/testing/index.js';
import { inventory, key, network, nodes, resource } from '../documents.js';

function errorsOf(result: E.Either<PlanErrors, unknown>): PlanErrors | readonly [] {
  return E.isLeft(result) ? result.left : [];
}

test('WG-6, KS-5: a peer with the key of another resource is refused', () => {
  const accessPoints = [{ name: 'laptop', node: 'a', subnet: '10.1.254.0/24', publicKey: key(2) }];
  expect(errorsOf(parseTenantNetwork(network([resource('a', 2)], { accessPoints })))).toMatchObject([
    { kind: 'duplicate-key' },
  ]);
});

test('WM-5: host bits are refused, with the network that was meant', () => {
  const resources = [1, 2, 3, 4].map((n) => ({ ...resource(`n${n}`, n), subnet: `10.1.0.${n}/16` }));
  expect(errorsOf(parseTenantNetwork(network(resources)))).toMatchObject(
    resources.map((each, i) => ({
      kind: 'bad-prefix',
      problem: 'host-bits',
      path: `$.resources[${i}].subnet`,
      value: each.subnet,
      suggestion: '10.1.0.0/16',
    })),
  );
});

test('WM-5: the four networks meant are one and the same, and so refused as well', () => {
  const resources = [1, 2, 3, 4].map((n) => ({ ...resource(`n${n}`, n), subnet: '10.1.0.0/16' }));
  const kinds = errorsOf(parseTenantNetwork(network(resources))).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'subnet-overlap')).toHaveLength(3);
});

test('KS-5: a peer that owns what belongs to another node is refused', () => {
  const inside = { ...resource('b', 3), subnet: '10.1.2.128/25' };
  const overlap = errorsOf(parseTenantNetwork(network([resource('a', 2), inside])));
  expect(overlap).toMatchObject([
    { kind: 'subnet-overlap', value: '10.1.2.128/25', other: { value: '10.1.2.0/24' } },
  ]);
  const twice = errorsOf(parseInventory(inventory(nodes.ipv4('a', 10), nodes.ipv4('b', 10))));
  expect(twice).toMatchObject([{ kind: 'duplicate-address', value: '185.69.166.10' }]);
});

const config: JsonDocument = { interface: 'eth1' };

test.each([
  [
    'the gateway is the address',
    { ipv4: '185.69.166.10/24', gateway4: '185.69.166.10' },
    { kind: 'bad-gateway', problem: 'is-the-address' },
  ],
  [
    'the gateway is outside the prefix',
    { ipv4: '185.69.166.10/24', gateway4: '185.69.167.1' },
    { kind: 'bad-gateway', problem: 'outside-prefix' },
  ],
  ['IPv6 without a gateway', { ipv6: '2a02:1802:5e::a/64' }, { kind: 'bad-gateway', problem: 'missing' }],
  [
    'a private IPv4 address',
    { ipv4: '192.168.1.10/24', gateway4: '192.168.1.1' },
    { kind: 'endpoint-not-dialable', family: 'ipv4' },
  ],
])('PC-1: a public configuration in which %s is refused', (_, addresses, error) => {
  const node = { id: 'a', publicConfig: { ...config, ...addresses } };
  expect(errorsOf(parseInventory(inventory(node)))).toMatchObject([error]);
});
