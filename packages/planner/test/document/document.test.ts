import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { type PlanError, type PlanErrors, parseInventory, parseTenantNetwork } from '../../src/index.js';
import type { JsonDocument } from '../../src/testing/index.js';
import { inventory, key, network, nodes, resource } from '../documents.js';

function errorsOf(result: E.Either<PlanErrors, unknown>): readonly PlanError[] {
  return E.isLeft(result) ? result.left : [];
}

/** What is said of a document, as `kind path` lines. */
function said(result: E.Either<PlanErrors, unknown>): readonly string[] {
  return errorsOf(result).map(({ kind, path }) => `${kind} ${path}`);
}

const two = [resource('a', 2), resource('b', 3)];
const laptop = { name: 'laptop', node: 'a', subnet: '10.1.254.0/24', publicKey: key(254) };
const change = (n: number, part: JsonDocument) =>
  two.map((each, i) => (i === n ? { ...each, ...part } : each));

describe('tenant-network/1', () => {
  const cases: readonly (readonly [string, JsonDocument, readonly string[]])[] = [
    ['a sound one', network(two), []],
    [
      'unknown fields at every depth',
      network(change(1, { private: 1 }), { extra: true }),
      ['unknown-field $.resources[1].private', 'unknown-field $.extra'],
    ],
    [
      'a field that is missing',
      network([{ node: 'a', subnet: '10.1.2.0/24', publicKey: key(2) }]),
      ['missing-field $.resources[0].listenPort'],
    ],
    ['another schema', network(two, { schema: 'tenant-network/2' }), ['wrong-schema $.schema']],
    [
      'wrong types',
      network(two, { version: '1', aggregators: 'a' }),
      ['wrong-type $.version', 'wrong-type $.aggregators'],
    ],
    ['an id that is too long', network(two, { id: '0123456789abcd' }), ['bad-id $.id']],
    ['a version below zero', network(two, { version: -1 }), ['bad-number $.version']],
    [
      'a port out of range',
      network(change(0, { listenPort: 65_536 })),
      ['bad-port $.resources[0].listenPort'],
    ],
    ['a port of zero', network(change(0, { listenPort: 0 })), ['bad-port $.resources[0].listenPort']],
    [
      'a subnet outside the range',
      network(change(1, { subnet: '10.2.3.0/24' })),
      ['subnet-outside-range $.resources[1].subnet'],
    ],
    [
      'a subnet that overlaps another',
      network(change(1, { subnet: '10.1.2.0/25' })),
      ['subnet-overlap $.resources[1].subnet'],
    ],
    [
      'a subnet without a first address',
      network(change(1, { subnet: '10.1.3.0/32' })),
      ['subnet-length $.resources[1].subnet'],
    ],
    [
      'an IPv6 subnet for IPv4',
      network(change(1, { subnet: 'fd00::/64' })),
      ['bad-prefix $.resources[1].subnet'],
    ],
    [
      'an access point inside a resource',
      network(two, { accessPoints: [{ ...laptop, subnet: '10.1.3.128/25' }] }),
      ['subnet-overlap $.accessPoints[0].subnet'],
    ],
    [
      'equal tunnel addresses',
      network(change(1, { subnet: '10.1.3.0/25' }).concat({ ...resource('c', 4), subnet: '10.1.3.128/25' })),
      ['duplicate-tunnel-address $.resources[2].subnet'],
    ],
    [
      'a tunnel address that is the network itself',
      network([{ ...resource('a', 2), subnet: '10.0.0.0/24' }], { range: '10.0.0.0/16' }),
      ['tunnel-address-unusable $.resources[0].subnet'],
    ],
    ['a node twice', network(change(1, { node: 'a' })), ['duplicate-node $.resources[1].node']],
    ['a key twice', network(change(1, { publicKey: key(2) })), ['duplicate-key $.resources[1].publicKey']],
    [
      'a name twice',
      network(two, { accessPoints: [laptop, { ...laptop, subnet: '10.1.253.0/24', publicKey: key(253) }] }),
      ['duplicate-name $.accessPoints[1].name'],
    ],
    [
      'a key of low order',
      network(change(0, { publicKey: 'AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' })),
      ['bad-key $.resources[0].publicKey'],
    ],
    [
      'an aggregator without a resource',
      network(two, { aggregators: ['a', 'z'] }),
      ['unknown-node $.aggregators[1]'],
    ],
    [
      'an access point without a resource',
      network(two, { accessPoints: [{ ...laptop, node: 'z' }] }),
      ['unknown-node $.accessPoints[0].node'],
    ],
    ['a range in the grid', network([], { range: '100.64.0.0/16' }), ['unusable-range $.range']],
    ['a range around the grid', network([], { range: '100.0.0.0/8' }), ['unusable-range $.range']],
    ['a loopback range', network([], { range: '127.0.0.0/16' }), ['unusable-range $.range']],
    ['a link-local range6', network([], { range6: 'fe80::/48' }), ['unusable-range $.range6']],
    [
      'subnet6 in some places only',
      network(change(0, { subnet6: 'fd00:1:2:2::/64' }), { range6: 'fd00:1:2::/48' }),
      ['subnet6-incomplete $.resources[1].subnet6'],
    ],
    [
      'subnet6 without a range6',
      network(change(0, { subnet6: 'fd00:1:2:2::/64' })),
      ['subnet6-incomplete $.resources[0].subnet6'],
    ],
    [
      'a subnet6 longer than a /64',
      network([{ ...resource('a', 2), subnet6: 'fd00:1:2:2::/65' }], { range6: 'fd00:1:2::/48' }),
      ['subnet-length $.resources[0].subnet6'],
    ],
    [
      'a subnet6 shorter than a /64',
      network([{ ...resource('a', 2), subnet6: 'fd00:1:2::/56' }], { range6: 'fd00:1:2::/48' }),
      ['subnet-length $.resources[0].subnet6'],
    ],
    [
      'a subnet6 of the addresses that tenants have towards the Internet',
      network([{ ...resource('a', 2), subnet6: 'fd00::/64' }], { range6: 'fd00::/48' }),
      ['unusable-range $.resources[0].subnet6'],
    ],
    [
      'a subnet6 outside range6',
      network([{ ...resource('a', 2), subnet6: 'fd00:1:3:2::/64' }], { range6: 'fd00:1:2::/48' }),
      ['subnet-outside-range $.resources[0].subnet6'],
    ],
    [
      'a policy that is no policy',
      network(two, { policy: { preferFamily: 'ipv5', keepalive: { mode: 'always', seconds: 65_536 } } }),
      [
        'wrong-type $.policy.preferFamily',
        'wrong-type $.policy.keepalive.mode',
        'bad-number $.policy.keepalive.seconds',
      ],
    ],
    [
      'errors of shape beside errors between values',
      network(change(1, { subnet: '10.2.3.0/24', node: 'a' }), { id: '' }),
      ['bad-id $.id', 'subnet-outside-range $.resources[1].subnet', 'duplicate-node $.resources[1].node'],
    ],
  ];

  test.each(cases)('%s', (_, document, expected) => {
    expect(said(parseTenantNetwork(document)).toSorted()).toEqual(expected.toSorted());
  });

  test.each([[null], [[]], ['text'], [7], [undefined]])('%j is no document', (json) => {
    expect(said(parseTenantNetwork(json))).toEqual(['wrong-type $']);
  });
});

describe('inventory/1', () => {
  const nic = { name: 'eth0', addresses: ['185.69.1.10/24'], gateways: ['185.69.1.1'] };
  const cases: readonly (readonly [string, JsonDocument, readonly string[]])[] = [
    ['a sound one', inventory(nodes.dual('a', 10), { id: 'b' }, nodes.hidden('h', 20)), []],
    ['a node twice', inventory({ id: 'a' }, { id: 'a' }), ['duplicate-node $.nodes[1].id']],
    [
      'an interface twice',
      inventory({ id: 'a', interfaces: [nic, { ...nic, addresses: [] }] }),
      ['duplicate-name $.nodes[0].interfaces[1].name'],
    ],
    [
      'a global address on two nodes',
      inventory({ id: 'a', interfaces: [nic] }, { id: 'b', interfaces: [nic] }),
      ['duplicate-address $.nodes[1].interfaces[0].addresses[0]'],
    ],
    ['a private address on two nodes', inventory(nodes.hidden('a', 20), nodes.hidden('b', 20)), []],
    [
      'a MAC in upper case',
      inventory({ id: 'a', interfaces: [{ ...nic, mac: '52:54:00:00:00:0A' }] }),
      ['bad-mac $.nodes[0].interfaces[0].mac'],
    ],
    [
      'a zone id',
      inventory({ id: 'a', interfaces: [{ ...nic, gateways: ['fe80::1%eth0'] }] }),
      ['bad-address $.nodes[0].interfaces[0].gateways[0]'],
    ],
    [
      'an MTU that is no number',
      inventory({ id: 'a', interfaces: [{ ...nic, mtu: 1 }] }),
      ['bad-number $.nodes[0].interfaces[0].mtu'],
    ],
    [
      'inbound without a global address',
      inventory({ ...nodes.hidden('a', 20), inbound: ['ipv4'] }),
      ['endpoint-not-dialable $.nodes[0].inbound[0]'],
    ],
    [
      'inbound in no family',
      inventory({ id: 'a', interfaces: [nic], inbound: ['ipv5'] }),
      ['wrong-type $.nodes[0].inbound[0]'],
    ],
    [
      'a gateway without an address',
      inventory({ id: 'a', publicConfig: { interface: 'eth1', gateway4: '185.69.1.1' } }),
      ['bad-gateway $.nodes[0].publicConfig.gateway4'],
    ],
    [
      'a link-local gateway',
      inventory({
        id: 'a',
        publicConfig: { interface: 'eth1', ipv6: '2a02:1802:5e::a/64', gateway6: 'fe80::1' },
      }),
      [],
    ],
    [
      'a ULA as a public address',
      inventory({ id: 'a', publicConfig: { interface: 'eth1', ipv6: 'fd00::a/64', gateway6: 'fd00::1' } }),
      ['endpoint-not-dialable $.nodes[0].publicConfig.ipv6'],
    ],
    [
      'a CGNAT address as a public one',
      inventory({
        id: 'a',
        publicConfig: { interface: 'eth1', ipv4: '100.64.1.10/24', gateway4: '100.64.1.1' },
      }),
      ['endpoint-not-dialable $.nodes[0].publicConfig.ipv4'],
    ],
    [
      'a port out of range',
      inventory({ id: 'a', listenPortsInUse: [0] }),
      ['bad-port $.nodes[0].listenPortsInUse[0]'],
    ],
    ['an unknown field', inventory({ id: 'a', ip: '::1' }), ['unknown-field $.nodes[0].ip']],
  ];

  test.each(cases)('%s', (_, document, expected) => {
    expect(said(parseInventory(document)).toSorted()).toEqual(expected.toSorted());
  });
});
