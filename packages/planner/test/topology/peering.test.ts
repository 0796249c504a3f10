import { describe, expect, test } from 'vitest';
import {
  type Family,
  type MeshPeer,
  type Peering,
  parseInventory,
  parseTenantNetwork,
  peeringOf,
  peersOf,
  survey,
  type Topology,
} from '../../src/index.js';
import type { JsonDocument } from '../../src/testing/index.js';
import { inventory, network, nodes, resource } from '../documents.js';
import { right } from '../right.js';

function surveyed(over: readonly JsonDocument[], rest: JsonDocument = {}): Topology {
  const of = network(
    over.map(({ id }, i) => resource(String(id), i + 1)),
    rest,
  );
  return right(survey(right(parseTenantNetwork(of)), right(parseInventory(inventory(...over)))));
}

/** The peering of the first of two nodes with the second. */
function peering(over: readonly [JsonDocument, JsonDocument], preferred: Family): Peering | undefined {
  const [a, b] = surveyed(over).vertices;
  if (a === undefined || b === undefined) throw new Error('no pair');
  return peeringOf(a, b, preferred);
}

/** The peers of a node, without those they stand for. */
function peersAt(topology: Topology, node: string): readonly (Omit<MeshPeer, 'vertex'> & { node: string })[] {
  const from = topology.vertexByNode.get(node);
  if (from === undefined) throw new Error(`no ${node}`);
  return peersOf(topology, from).map(({ vertex, ...rest }) => ({ node: vertex.node.id, ...rest }));
}

/** A node in the host's namespace with these addresses. */
function host(id: string, addresses: readonly string[], rest: JsonDocument = {}): JsonDocument {
  return { id, interfaces: [{ name: 'eth0', addresses, gateways: ['192.168.1.1', 'fe80::1'] }], ...rest };
}

const dual = nodes.dual('b', 11);
/** Leaves over both families; can be dialled over IPv6 only, or not at all. */
const six = host('a', ['192.168.1.10/24', '2a02:1802:77::a/64'], { inbound: ['ipv6'] });
const closed = { ...six, inbound: [] };

describe('a peering has one family: one in which both can dial, else one in which one can', () => {
  const cases: readonly [string, readonly [JsonDocument, JsonDocument], Family, Peering | undefined][] = [
    ['both in both: the preferred', [nodes.dual('a', 10), dual], 'ipv6', of('ipv6', true, true)],
    ['both in both: the preferred', [nodes.dual('a', 10), dual], 'ipv4', of('ipv4', true, true)],
    ['both in IPv6 before one in IPv4', [six, dual], 'ipv4', of('ipv6', true, true)],
    ['one in both: the preferred', [closed, dual], 'ipv6', of('ipv6', true, false)],
    ['one in both: the preferred', [closed, dual], 'ipv4', of('ipv4', true, false)],
    ['both in IPv4 alone', [nodes.ipv4('a', 10), dual], 'ipv6', of('ipv4', true, true)],
    [
      'the other in IPv4 alone',
      [nodes.ipv4('a', 10), nodes.hidden('h', 20)],
      'ipv6',
      of('ipv4', false, true),
    ],
    ['neither: hidden both', [nodes.hidden('h', 20), nodes.hidden('k', 21)], 'ipv6', undefined],
    ['neither: no common family', [nodes.ipv4('a', 10), nodes.ipv6('s', 11)], 'ipv6', undefined],
  ];
  test.each(cases)('%s (%#)', (_, over, preferred, expected) => {
    expect(peering(over, preferred)).toStrictEqual(expected);
  });
});

function of(family: Family, dials: boolean, dialled: boolean): Peering {
  return { family, dials, dialled };
}

describe('each side that can dial has the endpoint of the other', () => {
  const a = { node: 'a', family: 'ipv6', allowedIPs: ['10.1.1.0/24', '100.64.1.1/32'] };
  const b = { node: 'b', family: 'ipv6', allowedIPs: ['10.1.2.0/24', '100.64.1.2/32'] };
  const atA = { endpoint: '[2a02:1802:77::a]:7001', dialled: true, persistentKeepalive: undefined };
  const atB = { endpoint: '[2a02:1802:5e::11]:7002', dialled: true, persistentKeepalive: undefined };

  test('where both can', () => {
    const topology = surveyed([six, dual]);
    expect(peersAt(topology, 'a')).toStrictEqual([{ ...b, ...atB }]);
    expect(peersAt(topology, 'b')).toStrictEqual([{ ...a, ...atA }]);
  });

  test('where one can, which keeps the way open', () => {
    const topology = surveyed([closed, dual]);
    expect(peersAt(topology, 'a')).toStrictEqual([{ ...b, ...atB, dialled: false, persistentKeepalive: 25 }]);
    expect(peersAt(topology, 'b')).toStrictEqual([{ ...a, ...atA, endpoint: undefined }]);
  });

  test('and keeps it open as the policy says', () => {
    const kept = (mode: string, seconds: number) => {
      const topology = surveyed([closed, dual], { policy: { keepalive: { mode, seconds } } });
      return ['a', 'b'].map((node) => peersAt(topology, node)[0]?.persistentKeepalive);
    };
    expect(kept('dialler', 17)).toEqual([17, undefined]);
    expect(kept('every-peer', 17)).toEqual([17, 17]);
    expect(kept('every-peer', 0)).toEqual([undefined, undefined]);
    expect(kept('dialler', 0)).toEqual([undefined, undefined]);
  });
});

describe('on a shared LAN the endpoint is an address of the LAN', () => {
  /** Where a node dials another: both on the LAN, with these addresses each. */
  const endpoint = (from: readonly string[], to: readonly string[], rest: JsonDocument = {}) => {
    const lan = { lan: 'home', ...rest };
    const [peer] = peersAt(surveyed([host('a', from, lan), host('b', to, lan)]), 'a');
    return peer?.endpoint;
  };

  test('rather than one of the Internet', () => {
    const open = { inbound: ['ipv4'] };
    const [from, to] = [
      ['192.168.1.10/24', '185.69.166.10/24'],
      ['192.168.1.11/24', '185.69.166.11/24'],
    ];
    expect(endpoint(from, to, open)).toBe('192.168.1.11:7002');
    const apart = surveyed([host('a', from, open), host('b', to, open)]);
    expect(peersAt(apart, 'a')[0]?.endpoint).toBe('185.69.166.11:7002');
  });

  test('on a network that the dialler is attached to, if by one interface of several', () => {
    const to = ['10.9.0.11/24', '192.168.1.11/24'];
    expect(endpoint(['192.168.1.10/24'], to)).toBe('192.168.1.11:7002');
    expect(endpoint(['172.16.0.10/24', '192.168.1.10/24'], to)).toBe('192.168.1.11:7002');
  });

  test('else the best, since a LAN may be routed', () => {
    expect(endpoint(['172.16.0.10/24'], ['192.168.1.11/24', '10.9.0.11/24'])).toBe('10.9.0.11:7002');
  });

  test('of the family of the peering', () => {
    expect(endpoint(['192.168.1.10/24', 'fd00::a/64'], ['192.168.1.11/24', 'fd00::b/64'])).toBe(
      '[fd00::b]:7002',
    );
    expect(endpoint(['192.168.1.10/24', 'fd00::a/64'], ['192.168.1.11/24'])).toBe('192.168.1.11:7002');
    expect(endpoint(['192.168.1.10/24'], ['fd00::b/64'])).toBeUndefined();
  });
});

test('AllowedIPs of a peer are its own prefixes and those behind it, in canonical order', () => {
  const over = [nodes.hidden('h', 20), nodes.hidden('k', 21), nodes.ipv4('p', 10), nodes.ipv6('s', 11)];
  const topology = surveyed([...over, nodes.dual('z', 12)], { aggregators: ['z'] });
  const at = (node: string) => peersAt(topology, node).map((peer) => [peer.node, ...peer.allowedIPs]);
  expect(at('h')).toEqual([
    ['p', '10.1.3.0/24', '100.64.1.3/32'],
    [
      ...['z', '10.1.2.0/24', '10.1.4.0/24', '10.1.5.0/24'],
      ...['100.64.1.2/32', '100.64.1.4/32', '100.64.1.5/32'],
    ],
  ]);
  expect(at('z')).toEqual([
    ['h', '10.1.1.0/24', '100.64.1.1/32'],
    ['k', '10.1.2.0/24', '100.64.1.2/32'],
    ['p', '10.1.3.0/24', '100.64.1.3/32'],
    ['s', '10.1.4.0/24', '100.64.1.4/32'],
  ]);
});
