import { describe, expect, test } from 'vitest';
import {
  accessConfiguration,
  desired,
  parseInventory,
  parseTenantNetwork,
  survey,
  type Topology,
} from '../../src/index.js';
import { checkMtu, type JsonDocument } from '../../src/testing/index.js';
import { inventory, key, network, nodes, resource } from '../documents.js';
import { right } from '../right.js';

function surveyed(over: readonly JsonDocument[], rest: JsonDocument = {}): Topology {
  const of = network(
    over.map(({ id }, i) => resource(String(id), i + 1)),
    rest,
  );
  return right(survey(right(parseTenantNetwork(of)), right(parseInventory(inventory(...over)))));
}

/** The MTU of every node's WireGuard device. */
function mtusOf(topology: Topology): Readonly<Record<string, number>> {
  return Object.fromEntries(
    topology.vertices.map(({ node }) => {
      const device = desired(topology, node.id).resources.find(
        (each) => each.kind === 'Link' && each.type === 'wireguard',
      );
      return [node.id, device?.kind === 'Link' ? device.mtu : 0];
    }),
  );
}

const open = (node: JsonDocument, mtu: number) => ({ ...node, interfaces: [{ name: 'eth1', mtu }] });
const closed = (id: string, n: number, mtu: number) => ({
  id,
  interfaces: [{ name: 'eth0', addresses: [`192.168.1.${n}/24`], gateways: ['192.168.1.1'], mtu }],
});
const laptop = [{ name: 'laptop', node: 'a', subnet: '10.1.254.0/24', publicKey: key(254) }];
const accessMtuOf = (topology: Topology) =>
  Number(/^MTU = (\d+)$/m.exec(right(accessConfiguration(topology, 'laptop')))?.[1]);

describe('the MTU of a device is the least of both ends of its peerings', () => {
  test('jumbo frames where every peer has them', () => {
    const topology = surveyed([open(nodes.ipv4('a', 10), 9000), open(nodes.ipv4('b', 11), 9000)]);
    expect(mtusOf(topology)).toEqual({ a: 8920, b: 8920 });
  });

  test('and not where one has not', () => {
    const over = [open(nodes.ipv4('a', 10), 9000), open(nodes.ipv4('b', 11), 9000), nodes.ipv4('c', 12)];
    expect(mtusOf(surveyed(over))).toEqual({ a: 1420, b: 1420, c: 1420 });
  });

  test('the narrowest peer decides, and who is no peer of it is not bound by it', () => {
    const over = [open(nodes.ipv4('a', 10), 9000), closed('h', 20, 1500), closed('k', 21, 1400)];
    const topology = surveyed(over);
    expect(mtusOf(topology)).toEqual({ a: 1320, h: 1420, k: 1320 });
    expect(checkMtu(topology)).toEqual([]);
  });

  test('an access point is told no more than 1420, and its node sends it no more', () => {
    const wide = surveyed([open(nodes.ipv4('a', 10), 9000), open(nodes.ipv4('b', 11), 9000)], {
      accessPoints: laptop,
    });
    expect(mtusOf(wide)).toEqual({ a: 1420, b: 8920 });
    expect(accessMtuOf(wide)).toBe(1420);
    expect(accessMtuOf(surveyed([open(nodes.ipv4('a', 10), 1400)], { accessPoints: laptop }))).toBe(1320);
  });

  test('a device with another is named', () => {
    const topology = surveyed([open(nodes.ipv4('a', 10), 9000), nodes.ipv4('b', 11)]);
    expect(checkMtu({ ...topology, narrow: [] })).toMatchObject([{ invariant: 'mtu-carried', nodes: ['a'] }]);
  });
});
