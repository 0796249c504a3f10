import { describe, expect, test } from 'vitest';
import {
  endsOf,
  parseInventory,
  parseTenantNetwork,
  type Reach,
  survey,
  type Topology,
  type Vertex,
  walker,
} from '../../src/index.js';
import type { JsonDocument } from '../../src/testing/index.js';
import { inventory, key, network, nodes, resource } from '../documents.js';
import { right } from '../right.js';

const accessPoints = [
  { name: 'laptop', node: 'a', subnet: '10.1.254.0/24', publicKey: key(254) },
  { name: 'phone', node: 'p', subnet: '10.1.253.0/24', publicKey: key(253) },
  { name: 'tablet', node: 'a', subnet: '10.1.252.0/24', publicKey: key(252) },
];

const members = ['a', 'h', 'k', 'p', 's'].map((node, i) => resource(node, i + 1));

const all: readonly JsonDocument[] = [
  nodes.dual('a', 10),
  nodes.hidden('h', 20),
  nodes.hidden('k', 21),
  nodes.ipv4('p', 11),
  nodes.ipv6('s', 12),
];

function surveyed(rest: JsonDocument, over = all): Topology {
  const of = right(parseTenantNetwork(network(members, { accessPoints, ...rest })));
  return right(survey(of, right(parseInventory(inventory(...over)))));
}

/** Dual-stack a and IPv4-only p are public, IPv6-only s too, h and k are hidden; a forwards between them. */
const sound = () => surveyed({ aggregators: ['a'] });

function reached(from: string, to: string, topology = sound()): Reach | undefined {
  return walker(topology)(from, to);
}

/** A hop between two nodes that was asked for as `from to`, with its family and who can dial. */
function hop(pair: string, family: string, ...diallers: readonly string[]) {
  const [from, to] = pair.split(' ');
  return { from, to, family, diallers };
}

test('the ends of the mesh are its network resources and then its access points, each by name', () => {
  expect(endsOf(sound())).toStrictEqual(['a', 'h', 'k', 'p', 's', 'laptop', 'phone', 'tablet']);
});

test('of what is no end nothing is told', () => {
  expect(reached('a', 'ghost')).toBeUndefined();
  expect(reached('ghost', 'a')).toBeUndefined();
});

test('an end reaches itself without a hop, be it a network resource or an access point', () => {
  expect(reached('h', 'h')).toStrictEqual({ kind: 'Direct', from: 'h', to: 'h', hops: [] });
  expect(reached('laptop', 'laptop')).toStrictEqual({
    kind: 'Direct',
    from: 'laptop',
    to: 'laptop',
    hops: [],
  });
});

describe('peers reach each other over one hop, which tells who can dial', () => {
  const cases: readonly [string, string, ReturnType<typeof hop>][] = [
    ['a', 'h', hop('a h', 'ipv4', 'h')],
    ['h', 'a', hop('h a', 'ipv4', 'h')],
    ['a', 'p', hop('a p', 'ipv4', 'a', 'p')],
    ['p', 'a', hop('p a', 'ipv4', 'p', 'a')],
    ['s', 'a', hop('s a', 'ipv6', 's', 'a')],
    ['laptop', 'a', hop('laptop a', 'ipv4', 'laptop')],
    ['a', 'laptop', hop('a laptop', 'ipv4', 'laptop')],
  ];
  test.each(cases)('%s to %s', (from, to, only) => {
    expect(reached(from, to)).toStrictEqual({ kind: 'Direct', from, to, hops: [only] });
  });
});

describe('who are no peers reach each other over others, and it is told why', () => {
  const cases: readonly [string, string, string, readonly ReturnType<typeof hop>[]][] = [
    ['h', 'k', 'both-hidden', [hop('h a', 'ipv4', 'h'), hop('a k', 'ipv4', 'k')]],
    ['p', 's', 'no-common-family', [hop('p a', 'ipv4', 'p', 'a'), hop('a s', 'ipv6', 'a', 's')]],
    ['s', 'h', 'no-common-family', [hop('s a', 'ipv6', 's', 'a'), hop('a h', 'ipv4', 'h')]],
  ];
  test.each(cases)('%s to %s: %s', (from, to, why, hops) => {
    expect(reached(from, to)).toStrictEqual({ kind: 'Via', from, to, hops, why });
  });
});

describe('an access point reaches others over the node it dials, which needs no reason', () => {
  const [up, down] = [hop('laptop a', 'ipv4', 'laptop'), hop('a laptop', 'ipv4', 'laptop')];
  const cases: readonly [string, string, readonly ReturnType<typeof hop>[]][] = [
    ['laptop', 'h', [up, hop('a h', 'ipv4', 'h')]],
    ['h', 'laptop', [hop('h a', 'ipv4', 'h'), down]],
    ['laptop', 'tablet', [up, hop('a tablet', 'ipv4', 'tablet')]],
    ['laptop', 'phone', [up, hop('a p', 'ipv4', 'a', 'p'), hop('p phone', 'ipv4', 'phone')]],
    [
      's',
      'phone',
      [hop('s a', 'ipv6', 's', 'a'), hop('a p', 'ipv4', 'a', 'p'), hop('p phone', 'ipv4', 'phone')],
    ],
  ];
  test.each(cases)('%s to %s', (from, to, hops) => {
    expect(reached(from, to)).toStrictEqual({ kind: 'Via', from, to, hops });
  });

  test('in the family that the policy prefers', () => {
    const six = surveyed({ aggregators: ['a'], policy: { preferFamily: 'ipv6' } });
    const [from, to] = ['laptop', 'a'];
    expect(reached(from, to, six)).toStrictEqual({
      kind: 'Direct',
      from,
      to,
      hops: [hop('laptop a', 'ipv6', 'laptop')],
    });
  });
});

describe('what does not arrive tells where it was dropped, and why', () => {
  const unreachable = { kind: 'Unreachable', hops: [] };

  test('down: an end, or the node of an access point, the first of the two', () => {
    const over = all.map((each) =>
      each['id'] === 'a' || each['id'] === 's' ? { ...each, down: true } : each,
    );
    const broken = surveyed({}, over);
    const downAt = (from: string, to: string, at: string) => ({ ...unreachable, from, to, drop: 'down', at });
    expect(reached('a', 'h', broken)).toStrictEqual(downAt('a', 'h', 'a'));
    expect(reached('h', 'a', broken)).toStrictEqual(downAt('h', 'a', 'a'));
    expect(reached('s', 'laptop', broken)).toStrictEqual(downAt('s', 'laptop', 's'));
    expect(reached('h', 'laptop', broken)).toStrictEqual(downAt('h', 'laptop', 'a'));
    expect(reached('a', 'a', broken)).toStrictEqual(downAt('a', 'a', 'a'));
  });

  test('no route: the node has no peer for the destination', () => {
    const noPath = surveyed({ aggregators: ['s'] });
    const drop = { drop: 'no-route', at: 'h', why: 'both-hidden' };
    expect(reached('h', 'k', noPath)).toStrictEqual({ ...unreachable, from: 'h', to: 'k', ...drop });
    expect(reached('phone', 's', noPath)).toStrictEqual({
      kind: 'Unreachable',
      from: 'phone',
      to: 's',
      hops: [hop('phone p', 'ipv4', 'phone')],
      drop: 'no-route',
      at: 'p',
    });
  });

  const [toA, toK] = [hop('h a', 'ipv4', 'h'), hop('a k', 'ipv4', 'k')];
  const fromHToK = { kind: 'Unreachable', from: 'h', to: 'k', why: 'both-hidden' };

  test('not forwarding: the node it came to is neither an aggregator nor has access points', () => {
    const strangers = surveyed({ aggregators: ['a'], accessPoints: [] });
    const deaf = { ...strangers, aggregators: strangers.aggregators.map((each) => ({ ...each })) };
    expect(reached('h', 'k', strangers)).toMatchObject({ kind: 'Via' });
    expect(reached('h', 'k', deaf)).toStrictEqual({
      ...fromHToK,
      hops: [toA],
      drop: 'not-forwarding',
      at: 'a',
    });
    expect(reached('h', 'a', deaf)).toStrictEqual({ kind: 'Direct', from: 'h', to: 'a', hops: [toA] });
  });

  test('source refused: the node has not the source among the AllowedIPs of the peer it comes from', () => {
    const forgotten = moved(sound(), 'h', 'k');
    const dropped = { ...fromHToK, hops: [toA, toK], drop: 'source-refused', at: 'k' };
    expect(reached('h', 'k', forgotten)).toStrictEqual(dropped);
    expect(reached('a', 'k', forgotten)).toStrictEqual({ kind: 'Direct', from: 'a', to: 'k', hops: [toK] });
  });

  test('source refused: an access point takes only what comes from the network or the tunnel range', () => {
    const topology = sound();
    const range = { ...topology.network.range, words: [0x0a02_0000], text: '10.2.0.0/16' };
    const elsewhere = { ...topology, network: { ...topology.network, range } };
    const [from, to] = ['h', 'laptop'];
    const down = hop('a laptop', 'ipv4', 'laptop');
    expect(reached(from, to, elsewhere)).toStrictEqual({
      kind: 'Unreachable',
      from,
      to,
      hops: [toA, down],
      drop: 'source-refused',
      at: 'laptop',
    });
  });

  test('loop: a node that the packet came through before', () => {
    const circle = taking(moved(sound(), 'h', 'a'), 'h', 'k');
    const back = hop('a h', 'ipv4', 'h');
    expect(reached('h', 'k', circle)).toStrictEqual({
      ...fromHToK,
      hops: [toA, back],
      drop: 'loop',
      at: 'h',
    });
  });

  test('every prefix of the two ends is tried, so one that is not carried is enough', () => {
    const dual = surveyed({
      aggregators: ['a'],
      range6: 'fd00:1:2::/48',
      resources: members.map((each, i) => ({ ...each, subnet6: `fd00:1:2:${i + 1}::/64` })),
      accessPoints: [],
    });
    expect(reached('h', 'k', dual)).toStrictEqual({ ...fromHToK, kind: 'Via', hops: [toA, toK] });
    for (const text of ['10.1.3.0/24', '100.64.1.3/32', 'fd00:1:2:3::/64']) {
      const { texts, owners } = dual.prefixes;
      const without = {
        ...dual,
        prefixes: { texts: texts.map((each) => (each === text ? '' : each)), owners },
      };
      expect([text, reached('h', 'k', without)]).toStrictEqual([
        text,
        { ...fromHToK, hops: [], drop: 'no-route', at: 'h' },
      ]);
    }
  });
});

/** The topology in which every node takes the prefixes of one node for those of another, where it carries either. */
function moved(topology: Topology, node: string, to: string): Topology {
  const [from, owner] = [vertexOf(topology, node).index, vertexOf(topology, to).index];
  const { texts, owners } = topology.prefixes;
  return { ...topology, prefixes: { texts, owners: owners.map((each) => (each === from ? owner : each)) } };
}

/** The topology in which one node has taken the prefixes of another to itself, for its peers. */
function taking(topology: Topology, node: string, of: string): Topology {
  const taken = vertexOf(topology, of).allowedIPs;
  const vertices = topology.vertices.map((each) => {
    if (each.node.id === of) return { ...each, allowedIPs: [] };
    return each.node.id === node ? { ...each, allowedIPs: [...each.allowedIPs, ...taken] } : each;
  });
  const vertexByNode = new Map(vertices.map((each) => [each.node.id, each]));
  const aggregators = vertices.filter(({ node: { id } }) =>
    topology.aggregators.some((each) => each.node.id === id),
  );
  return { ...topology, vertices, vertexByNode, aggregators };
}

function vertexOf({ vertexByNode }: Topology, node: string): Vertex {
  const vertex = vertexByNode.get(node);
  if (vertex === undefined) throw new Error(`no ${node}`);
  return vertex;
}
