import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { connect, type PlanErrors, parseInventory, parseTenantNetwork } from '../../src/index.js';
import type { JsonDocument } from '../../src/testing/index.js';
import { inventory, network, nodes, resource } from '../documents.js';
import { right } from '../right.js';

/** The errors of a network of these nodes, each with a resource. */
function errorsOf(over: readonly JsonDocument[], rest: JsonDocument = {}): PlanErrors | readonly [] {
  const resources = over.map(({ id }, i) => resource(String(id), i + 1));
  const result = connect(
    right(parseTenantNetwork(network(resources, rest))),
    right(parseInventory(inventory(...over))),
  );
  return E.isLeft(result) ? result.left : [];
}

/** The error of pairs without a path, the first of which was asked for as `from to`. */
function noPath(pair: string, pairs: number, why: string): object {
  const [from, to] = pair.split(' ');
  const path = `$.resources[?@.node=='${from}']`;
  const place = { document: 'tenant-network', network: 'tn', path, value: `${from} - ${to}` };
  return { kind: 'no-path', ...place, from, to, pairs, why };
}

function noPublicNode(hidden: number): object {
  const place = { document: 'tenant-network', network: 'tn', path: '$.resources', value: 'tn' };
  return { kind: 'no-public-node', ...place, hidden };
}

/** A hidden node that leaves over IPv6 only. */
function hidden6(id: string, n: number): JsonDocument {
  return { id, interfaces: [{ name: 'eth0', addresses: [`2a02:1802:77::${n}/64`], gateways: ['fe80::1'] }] };
}

/** A node on a LAN that leads nowhere. */
function offline(id: string, n: number, lan = 'home'): JsonDocument {
  return { id, lan, interfaces: [{ name: 'eth0', addresses: [`192.168.1.${n}/24`] }] };
}

/** A node on a LAN that leaves over IPv6 only. */
function leaving6(id: string, n: number, lan = 'home'): JsonDocument {
  const addresses = [`192.168.1.${n}/24`, `2a02:1802:77::${n}/64`];
  return { id, lan, interfaces: [{ name: 'eth0', addresses, gateways: ['fe80::1'] }] };
}

function withoutGateway(value: string, count: number): object {
  const path = `$.resources[?@.node=='${value}']`;
  return {
    kind: 'node-without-gateway',
    document: 'tenant-network',
    network: 'tn',
    path,
    value,
    nodes: count,
  };
}

const onLan = (id: string, n: number) => ({ ...nodes.hidden(id, n), lan: 'home' });

describe('where no node that is up is public, that is the error', () => {
  test('and it counts the hidden nodes', () => {
    expect(errorsOf([nodes.hidden('h', 20), nodes.hidden('k', 21)])).toEqual([noPublicNode(2)]);
  });

  test('and a public node that is down is no help', () => {
    const down = { ...nodes.dual('a', 10), down: true };
    expect(errorsOf([down, nodes.hidden('h', 20), nodes.hidden('k', 21)])).toEqual([noPublicNode(2)]);
  });

  test('unless all are on one LAN', () => {
    expect(errorsOf([onLan('h', 20), onLan('k', 21)])).toEqual([]);
  });
});

describe('a pair without a path is named, with how many are as it', () => {
  const hidden = [nodes.hidden('h', 20), nodes.hidden('k', 21), nodes.hidden('m', 22)];
  const six = nodes.ipv6('s', 10);

  test('hidden nodes that no public one serves, though there is one', () => {
    expect(errorsOf([...hidden, six])).toEqual([
      noPath('h k', 3, 'both-hidden'),
      noPath('h s', 3, 'no-common-family'),
    ]);
  });

  test('public nodes of different families, every one with every other', () => {
    const over = [nodes.ipv4('a', 11), nodes.ipv4('b', 12), six, nodes.ipv6('t', 13), nodes.ipv6('u', 14)];
    expect(errorsOf(over)).toEqual([noPath('a s', 6, 'no-common-family')]);
  });

  test('except for those that share a LAN', () => {
    expect(errorsOf([onLan('h', 20), onLan('k', 21), nodes.hidden('m', 22), six])).toEqual([
      noPath('h m', 2, 'both-hidden'),
      noPath('h s', 3, 'no-common-family'),
    ]);
    expect(errorsOf([onLan('h', 20), onLan('k', 21), onLan('m', 22), six])).toEqual([
      noPath('h s', 3, 'no-common-family'),
    ]);
  });

  test('except for those that share a LAN, also where they leave it differently', () => {
    const over = [onLan('h', 20), onLan('k', 21), leaving6('o', 22), leaving6('p', 23, 'work'), six];
    expect(errorsOf(over)).toEqual([noPath('h p', 2, 'both-hidden'), noPath('h s', 2, 'no-common-family')]);
  });

  test('also those that share a LAN but no family on it', () => {
    const only6 = (id: string, n: number) => ({ ...hidden6(id, n), lan: 'home' });
    expect(errorsOf([nodes.ipv4('a', 11), onLan('h', 20), only6('u', 21)])).toEqual([
      noPath('a u', 1, 'no-common-family'),
      noPath('h u', 1, 'both-hidden'),
    ]);
  });

  test('in the order of the ids, whichever of the two was met first', () => {
    expect(errorsOf([onLan('h', 20), leaving6('k', 21), nodes.hidden('m', 22), nodes.ipv4('p', 11)])).toEqual(
      [noPath('k m', 1, 'both-hidden'), noPath('k p', 1, 'no-common-family')],
    );
  });

  test('not one that is down, which keeps its place and is missed by nobody', () => {
    expect(errorsOf([nodes.ipv4('a', 11), { ...six, down: true }])).toEqual([]);
  });
});

describe('a node without a gateway is named, and not the pairs that miss it', () => {
  const ula = (id: string, n: number) => ({
    ...offline(id, n),
    interfaces: [{ name: 'eth0', addresses: [`fd00::${n}/64`] }],
  });

  test('beside a public node, no matter what else there is', () => {
    expect(errorsOf([nodes.ipv4('a', 11), offline('h', 20)])).toEqual([withoutGateway('h', 1)]);
    expect(errorsOf([nodes.dual('a', 11), onLan('h', 20), ula('u', 21)])).toEqual([withoutGateway('u', 1)]);
  });

  test('with how many others there are, on one LAN or not', () => {
    expect(errorsOf([nodes.ipv4('a', 11), offline('o', 20), ula('u', 21), ula('v', 22)])).toEqual([
      withoutGateway('o', 3),
    ]);
  });

  test('beside the pairs that miss a path for another reason', () => {
    expect(errorsOf([nodes.ipv4('a', 11), nodes.ipv6('b', 12), offline('h', 20)])).toEqual([
      withoutGateway('h', 1),
      noPath('a b', 1, 'no-common-family'),
    ]);
    expect(errorsOf([nodes.hidden('h', 20), nodes.hidden('k', 21), offline('o', 22)])).toEqual([
      withoutGateway('o', 1),
      noPublicNode(2),
    ]);
  });

  test('except for one that needs none, as all are on its LAN', () => {
    expect(errorsOf([onLan('h', 20), offline('k', 21)])).toEqual([]);
  });
});

describe('aggregators forward for those who meet the same ones, and for those only', () => {
  test('two that are no peers, one for each family', () => {
    const over = [hidden6('g', 20), nodes.hidden('h', 21), nodes.ipv4('p', 10), nodes.ipv6('s', 11)];
    expect(errorsOf(over)).toEqual([
      noPath('g h', 1, 'both-hidden'),
      noPath('g p', 1, 'no-common-family'),
      noPath('h s', 1, 'no-common-family'),
      noPath('p s', 1, 'no-common-family'),
    ]);
  });

  test('two that a third joins', () => {
    const over = [hidden6('g', 20), nodes.hidden('h', 21), nodes.ipv4('p', 10), nodes.ipv6('s', 11)];
    expect(errorsOf([...over, nodes.dual('a', 12)])).toEqual([]);
    expect(errorsOf([...over, nodes.dual('a', 12)], { aggregators: ['p', 's'] })).toHaveLength(4);
  });

  test('who meets one of two that are peers has the paths of who meets both, and is counted with them', () => {
    const aggregator = {
      id: 'b',
      lan: 'home',
      interfaces: [
        { name: 'eth0', addresses: ['192.168.1.5/24', '2a02:1802:77::5/64'], gateways: ['fe80::1'] },
      ],
      inbound: ['ipv6'],
    };
    const over = [
      nodes.dual('a', 10),
      aggregator,
      nodes.hidden('h', 20),
      onLan('k', 21),
      offline('z', 22, 'work'),
    ];
    expect(errorsOf(over, { aggregators: ['a', 'b'] })).toEqual([withoutGateway('z', 1)]);
  });
});
