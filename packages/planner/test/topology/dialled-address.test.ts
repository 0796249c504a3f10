import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import {
  accessConfiguration,
  classify,
  dialabilityWords,
  explain,
  parseInventory,
  parsePublicConfig,
  parseTenantNetwork,
  peersOf,
  survey,
  type Topology,
} from '../../src/index.js';
import { checkMesh, type JsonDocument } from '../../src/testing/index.js';
import { inventory, key, network, nodes, resource } from '../documents.js';
import { right } from '../right.js';

function surveyed(over: readonly JsonDocument[], rest: JsonDocument = {}): Topology {
  const of = network(
    over.map(({ id }, i) => resource(String(id), i + 1)),
    rest,
  );
  return right(survey(right(parseTenantNetwork(of)), right(parseInventory(inventory(...over)))));
}

/** Where a node dials another. */
function endpoint(topology: Topology, from: string, to: string): string | undefined {
  const vertex = topology.vertexByNode.get(from);
  if (vertex === undefined) throw new Error(`no ${from}`);
  return peersOf(topology, vertex).find((peer) => peer.vertex.node.id === to)?.endpoint;
}

function nic(name: string, addresses: readonly string[], gateways: readonly string[] = []): JsonDocument {
  return { name, addresses, gateways };
}

const docker = nic('docker0', ['172.17.0.1/16']);

describe('on a LAN', () => {
  const on = (id: string, n: number, ...more: readonly JsonDocument[]) => ({
    id,
    lan: 'home',
    interfaces: [nic('eth0', [`192.168.${n}.10/24`], [`192.168.${n}.1`]), ...more],
  });

  test('an address that both have is never dialled', () => {
    const topology = surveyed([on('a', 1, docker), on('b', 2, docker)]);
    expect(endpoint(topology, 'a', 'b')).toBe('192.168.2.10:7002');
    expect(endpoint(topology, 'b', 'a')).toBe('192.168.1.10:7001');
  });

  test('nor one that a third has, whether it is in the network or not', () => {
    const over = [on('a', 1), on('b', 2, docker)];
    const of = network([resource('a', 1), resource('b', 2)]);
    const among = (...others: readonly JsonDocument[]) =>
      right(survey(right(parseTenantNetwork(of)), right(parseInventory(inventory(...over, ...others)))));
    for (const topology of [among(), among(on('c', 3, docker))]) {
      expect(endpoint(topology, 'a', 'b')).toBe('192.168.2.10:7002');
    }
  });

  test('nor one on an interface without a gateway, unless the dialler is on that network or there is no other', () => {
    const storage = (n: number) => nic('eth1', [`10.9.0.${n}/24`]);
    expect(endpoint(surveyed([on('a', 1), on('b', 2, storage(2))]), 'a', 'b')).toBe('192.168.2.10:7002');
    const both = surveyed([on('a', 1, storage(1)), on('b', 2, storage(2))]);
    expect(endpoint(both, 'a', 'b')).toBe('10.9.0.2:7002');
    const alone = { id: 'b', lan: 'home', interfaces: [storage(2)] };
    expect(endpoint(surveyed([on('a', 1), alone]), 'a', 'b')).toBe('10.9.0.2:7002');
  });

  test('two with nothing but what both have are no peers', () => {
    const bare = (id: string) => ({ id, lan: 'home', interfaces: [docker] });
    const topology = surveyed([bare('a'), bare('b')]);
    expect(endpoint(topology, 'a', 'b')).toBeUndefined();
    expect(topology.vertices.map(({ lanFamilies }) => lanFamilies)).toEqual([0, 0]);
  });
});

test('a global address on an interface without a gateway is never dialled, and explained so', () => {
  const node = {
    id: 'a',
    inbound: ['ipv4'],
    interfaces: [nic('eth0', ['203.0.113.50/24'], ['203.0.113.1']), nic('eth1', ['198.51.100.5/29'])],
  };
  const topology = surveyed([node, nodes.ipv4('b', 11)]);
  expect(endpoint(topology, 'b', 'a')).toBe('203.0.113.50:7001');
  expect(checkMesh(topology)).toEqual([]);
  const [a] = topology.vertices;
  expect(a && classify(a.node).ipv4).toMatchObject({
    reason: 'inbound',
    interface: 'eth0',
    address: { text: '203.0.113.50' },
  });
});

describe('behind one-to-one NAT', () => {
  const behind = (external: JsonDocument | undefined, rest: JsonDocument = {}): JsonDocument => ({
    id: 'a',
    interfaces: [nic('eth0', ['10.0.0.5/24'], ['10.0.0.1'])],
    ...(external === undefined ? {} : { external }),
    ...rest,
  });
  const hidden = nodes.hidden('b', 20);

  test('others dial what the farmer says, at the listen port', () => {
    const topology = surveyed([behind({ ipv4: '203.0.113.7' }), hidden]);
    expect(endpoint(topology, 'b', 'a')).toBe('203.0.113.7:7001');
    expect(checkMesh(topology)).toEqual([]);
  });

  test('others dial the port that the router forwards, and an access point does too', () => {
    const ports = [{ listenPort: 7001, port: 40_001 }];
    const accessPoints = [{ name: 'laptop', node: 'a', subnet: '10.1.254.0/24', publicKey: key(254) }];
    const topology = surveyed([behind({ ipv4: '203.0.113.7', ports }), hidden], { accessPoints });
    expect(endpoint(topology, 'b', 'a')).toBe('203.0.113.7:40001');
    expect(right(accessConfiguration(topology, 'laptop'))).toContain('Endpoint = 203.0.113.7:40001\n');
    expect(checkMesh(topology)).toEqual([]);
  });

  test('nobody dials a port that is not forwarded', () => {
    const topology = surveyed([
      behind({ ipv4: '203.0.113.7', ports: [{ listenPort: 9, port: 9 }] }),
      nodes.ipv4('b', 11),
    ]);
    expect(endpoint(topology, 'b', 'a')).toBeUndefined();
    expect(endpoint(topology, 'a', 'b')).toBe('185.69.166.11:7002');
  });

  test('a farmer who says hidden is obeyed, and on a LAN the own address and port are dialled', () => {
    expect(
      endpoint(surveyed([behind({ ipv4: '203.0.113.7' }, { hidden: true }), nodes.ipv4('b', 11)]), 'b', 'a'),
    ).toBeUndefined();
    const ports = [{ listenPort: 7001, port: 40_001 }];
    const neighbour = { id: 'b', lan: 'home', interfaces: [nic('eth0', ['10.0.0.6/24'], ['10.0.0.1'])] };
    const topology = surveyed([behind({ ipv4: '203.0.113.7', ports }, { lan: 'home' }), neighbour]);
    expect(endpoint(topology, 'b', 'a')).toBe('10.0.0.5:7001');
  });

  test('a public configuration may have private addresses where it says what others dial', () => {
    const config = { interface: 'eth1', ipv4: '10.0.1.5/24', gateway4: '10.0.1.1' };
    const external = { ipv4: '203.0.113.7' };
    const topology = surveyed([{ id: 'a', publicConfig: { ...config, external } }, hidden]);
    expect(endpoint(topology, 'b', 'a')).toBe('203.0.113.7:7001');
    expect(checkMesh(topology)).toEqual([]);
    const parsed = parsePublicConfig({ schema: 'public-config/1', ...config });
    expect(E.isLeft(parsed) && parsed.left.map(({ kind, path }) => [kind, path])).toEqual([
      ['endpoint-not-dialable', '$.ipv4'],
    ]);
    expect(E.isRight(parsePublicConfig({ schema: 'public-config/1', ...config, external }))).toBe(true);
  });

  test('the explanation says what others dial, or which field would say it', () => {
    const classified = (of: JsonDocument) => {
      const [node] = right(parseInventory(inventory(of))).nodes;
      if (node === undefined) throw new Error('no node');
      return classify(node);
    };
    const { class: is, ipv4 } = classified(behind({ ipv4: '203.0.113.7' }));
    expect([is, ipv4.reason]).toEqual(['public-ipv4', 'external']);
    expect(dialabilityWords(ipv4).because).toContain('others dial 203.0.113.7');
    expect(dialabilityWords(classified(behind(undefined)).ipv4).remedy).toContain('external');
  });

  test.each<[string, readonly JsonDocument[], readonly string[]]>([
    [
      'inbound without anything to dial',
      [behind(undefined, { inbound: ['ipv4'] })],
      ['endpoint-not-dialable $.nodes[0].inbound[0]'],
    ],
    ['inbound with it', [behind({ ipv4: '203.0.113.7' }, { inbound: ['ipv4'] })], []],
    ['a private address', [behind({ ipv4: '10.0.0.9' })], ['endpoint-not-dialable $.nodes[0].external.ipv4']],
    ['no address', [behind({ ports: [] })], ['missing-field $.nodes[0].external.ipv4']],
    [
      'a port forwarded twice',
      [behind({ ipv4: '203.0.113.7', ports: [1, 2].map((listenPort) => ({ listenPort, port: 9 })) })],
      ['duplicate-port $.nodes[0].external.ports[1].port'],
    ],
    [
      'the address of another node',
      [behind({ ipv4: '185.69.166.11' }), nodes.ipv4('b', 11)],
      ['duplicate-address $.nodes[0].external.ipv4'],
    ],
    [
      'one address for two nodes',
      [behind({ ipv4: '203.0.113.7' }), behind({ ipv4: '203.0.113.7' }, { id: 'b' })],
      ['duplicate-address $.nodes[1].external.ipv4'],
    ],
    [
      'one address for two nodes, each with ports of its own',
      ['a', 'b'].map((id, i) =>
        behind({ ipv4: '203.0.113.7', ports: [{ listenPort: 7000, port: 7000 + i }] }, { id }),
      ),
      [],
    ],
    [
      'one address and port for two nodes',
      ['a', 'b'].map((id) =>
        behind({ ipv4: '203.0.113.7', ports: [{ listenPort: 7000, port: 7000 }] }, { id }),
      ),
      ['duplicate-address $.nodes[1].external.ipv4'],
    ],
  ])('%s', (_, all, errors) => {
    const parsed = parseInventory(inventory(...all));
    expect(E.isLeft(parsed) ? parsed.left.map(({ kind, path }) => `${kind} ${path}`) : []).toEqual(errors);
  });

  test('the error of an inbound family names the field', () => {
    const parsed = parseInventory(inventory(behind(undefined, { inbound: ['ipv4'] })));
    expect(E.isLeft(parsed) && explain(parsed.left[0])).toContain('external');
  });
});
