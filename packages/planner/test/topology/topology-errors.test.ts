import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { connect, type PlanErrors, parseInventory, parseTenantNetwork } from '../../src/index.js';
import type { JsonDocument } from '../../src/testing/index.js';
import { inventory, key, network, nodes, resource } from '../documents.js';
import { right } from '../right.js';

function errorsOf(of: JsonDocument, ...over: readonly JsonDocument[]): PlanErrors | readonly [] {
  const result = connect(right(parseTenantNetwork(of)), right(parseInventory(inventory(...over))));
  return E.isLeft(result) ? result.left : [];
}

const place = { document: 'tenant-network', network: 'tn' };
const accessPoint = (node: string) => ({
  name: 'laptop',
  node,
  subnet: '10.1.254.0/24',
  publicKey: key(254),
});

test('a resource on a node that the inventory lacks', () => {
  expect(errorsOf(network([resource('a', 2), resource('ghost', 3)]), nodes.ipv4('a', 10))).toEqual([
    {
      ...place,
      kind: 'unknown-node',
      path: "$.resources[?@.node=='ghost'].node",
      value: 'ghost',
      missingFrom: 'inventory',
    },
  ]);
});

test('a port that others hold on the node', () => {
  const over = [{ ...nodes.ipv4('a', 10), listenPortsInUse: [7001, 7002] }, nodes.ipv4('b', 11)];
  expect(errorsOf(network([resource('a', 2), resource('b', 1)]), ...over)).toEqual([
    { ...place, kind: 'port-in-use', path: "$.resources[?@.node=='a'].listenPort", value: '7002', node: 'a' },
  ]);
});

describe('an underlay too narrow for what must pass the tunnel', () => {
  const over = (mtu: number) => ({
    id: 'h',
    interfaces: [{ name: 'eth0', addresses: ['192.168.1.20/24'], gateways: ['192.168.1.1'], mtu }],
  });
  const error = { ...place, kind: 'mtu-too-small', path: "$.resources[?@.node=='h']", value: 'h' };

  test('IPv4 needs 576 bytes (RFC 791)', () => {
    const of = network([resource('h', 2)]);
    expect(errorsOf(of, over(655))).toEqual([{ ...error, mtu: 575, minimum: 576 }]);
    expect(errorsOf(of, over(656))).toEqual([]);
  });

  test('IPv6 needs 1280 bytes (RFC 8200)', () => {
    const of = network([{ ...resource('h', 2), subnet6: 'fd00:1:2:2::/64' }], { range6: 'fd00:1:2::/48' });
    expect(errorsOf(of, over(1359))).toEqual([{ ...error, mtu: 1279, minimum: 1280 }]);
    expect(errorsOf(of, over(1360))).toEqual([]);
  });
});

test('an aggregator that is hidden', () => {
  const of = network([resource('a', 2), resource('h', 3)], { aggregators: ['a', 'h'] });
  expect(errorsOf(of, nodes.ipv4('a', 10), nodes.hidden('h', 20))).toEqual([
    { ...place, kind: 'aggregator-cannot-aggregate', path: "$.aggregators[?@=='h']", value: 'h' },
  ]);
});

describe('an access point', () => {
  const path = "$.accessPoints[?@.name=='laptop'].node";

  test('at a hidden node, which it cannot dial', () => {
    const of = network([resource('a', 2), resource('h', 3)], { accessPoints: [accessPoint('h')] });
    expect(errorsOf(of, nodes.ipv4('a', 10), nodes.hidden('h', 20))).toEqual([
      { ...place, kind: 'access-point-unreachable', path, value: 'h', node: 'h' },
    ]);
  });

  const wide = (rest: JsonDocument, six: (n: number) => JsonDocument) =>
    network([{ ...resource('a', 2), subnet: '185.69.2.0/24', ...six(2) }], {
      range: '185.69.0.0/16',
      accessPoints: [{ ...accessPoint('a'), subnet: '185.69.254.0/24', ...six(254) }],
      ...rest,
    });
  const swallowed = { ...place, kind: 'access-point-swallows-endpoint', path, value: 'laptop' };
  const error = { ...swallowed, endpoint: '185.69.166.10', prefix: '185.69.0.0/16' };

  test('that would swallow the one address it can dial', () => {
    const of = wide({}, () => ({}));
    expect(errorsOf(of, nodes.ipv4('a', 10))).toEqual([error]);
    expect(errorsOf(of, nodes.dual('a', 10))).toEqual([]);
  });

  test('that would swallow both addresses it could dial: one error, of the first', () => {
    const of = wide({ range6: '2a02:1802:5e::/48' }, (n) => ({ subnet6: `2a02:1802:5e:${n}::/64` }));
    expect(errorsOf(of, nodes.dual('a', 10))).toEqual([error]);
    expect(errorsOf(of, nodes.ipv6('a', 10))).toEqual([
      { ...swallowed, endpoint: '2a02:1802:5e::10', prefix: '2a02:1802:5e::/48' },
    ]);
  });
});

test('all errors are told, those of pairs without a path only of a network that has no others', () => {
  const over = [
    { ...nodes.ipv4('a', 10), listenPortsInUse: [7002] },
    nodes.ipv6('s', 11),
    nodes.hidden('h', 20),
  ];
  const of = network([resource('a', 2), resource('s', 3), resource('h', 4), resource('ghost', 5)], {
    aggregators: ['h'],
    accessPoints: [accessPoint('h')],
  });
  expect(errorsOf(of, ...over).map(({ kind }) => kind)).toEqual([
    'unknown-node',
    'port-in-use',
    'aggregator-cannot-aggregate',
    'access-point-unreachable',
  ]);
});
