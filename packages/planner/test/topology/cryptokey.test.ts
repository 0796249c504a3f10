import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { connect, parseInventory, parseTenantNetwork } from '../../src/index.js';
import { parseAddress } from '../../src/scalar/address.js';
import { cryptokeyRouting } from '../../src/topology/cryptokey.js';
import { inventory, key, network, nodes, resource } from '../documents.js';
import { right } from '../right.js';

/** Two public nodes, an access point at the first, and a hidden one behind it for the IPv6 node. */
function mesh() {
  const resources = ['a', 'b', 's'].map((id, i) => ({
    ...resource(id, 10 * (i + 1)),
    subnet6: `fd00:1:2:${i + 1}::/64`,
  }));
  const accessPoints = [
    { name: 'laptop', node: 'a', subnet: '10.1.40.0/24', subnet6: 'fd00:1:2:9::/64', publicKey: key(254) },
  ];
  const of = network(resources, { range6: 'fd00:1:2::/48', accessPoints });
  const over = inventory(nodes.dual('a', 10), nodes.ipv4('b', 11), nodes.ipv6('s', 12));
  return right(connect(right(parseTenantNetwork(of)), right(parseInventory(over))));
}

/** To whom a node sends an address. */
function lookup() {
  const topology = mesh();
  const peerFor = cryptokeyRouting(topology);
  return (node: string, text: string) => {
    const at = topology.vertexByNode.get(node);
    const address = parseAddress(text);
    if (at === undefined || E.isLeft(address)) throw new Error(`no ${node} or ${text}`);
    return peerFor(at, address.right)?.vertex.node.id;
  };
}

test.each([
  ['10.1.10.0', [undefined, 'a', 'a']],
  ['10.1.10.255', [undefined, 'a', 'a']],
  ['10.1.20.7', ['b', undefined, 'a']],
  ['10.1.30.1', ['s', 'a', undefined]],
  ['10.1.40.1', [undefined, 'a', 'a']],
  ['100.64.1.10', [undefined, 'a', 'a']],
  ['100.64.1.20', ['b', undefined, 'a']],
  ['100.64.1.30', ['s', 'a', undefined]],
  ['fd00:1:2:1::1', [undefined, 'a', 'a']],
  ['fd00:1:2:2::1', ['b', undefined, 'a']],
  ['fd00:1:2:3:ffff:ffff:ffff:ffff', ['s', 'a', undefined]],
  ['fd00:1:2:9::1', [undefined, 'a', 'a']],
])('%s goes to the peer that has it or that it lies behind', (address, expected) => {
  const to = lookup();
  expect(['a', 'b', 's'].map((node) => to(node, address))).toEqual(expected);
});

test.each([
  '0.0.0.0',
  '10.1.9.255',
  '10.1.11.0',
  '10.1.41.0',
  '100.64.1.11',
  '255.255.255.255',
  '::1',
  'fd00:1:2:4::',
  'ffff::1',
])('%s, which nobody has, goes to nobody', (address) => {
  const to = lookup();
  expect(['a', 'b', 's'].map((node) => to(node, address))).toEqual([undefined, undefined, undefined]);
});
