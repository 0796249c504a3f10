import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  type Classification,
  classify,
  classWords,
  dialabilityWords,
  type Family,
  inventoryEntry,
  isDialable,
  type Node,
  parseInventory,
  reachabilityOf,
} from '../../src/index.js';
import type { JsonDocument } from '../../src/testing/index.js';
import { none } from '../../src/topology/families.js';
import { inventory, nodes } from '../documents.js';
import { right } from '../right.js';
import { facts, farmerWords } from './arbitrary-facts.js';

function classified(node: JsonDocument): Classification {
  const [parsed] = right(parseInventory(inventory(node))).nodes;
  if (parsed === undefined) throw new Error('no node');
  return classify(parsed);
}

/** A node with one interface. */
function host(
  addresses: readonly string[],
  gateways: readonly string[],
  rest: JsonDocument = {},
): JsonDocument {
  return { id: 'a', interfaces: [{ name: 'eth0', addresses, gateways }], ...rest };
}

const v4 = '185.69.166.10/24';
const v6 = '2a02:1802:5e::a/64';
const bothGateways = ['185.69.166.1', 'fe80::1'];

describe('the class of a node', () => {
  test.each<[string, JsonDocument, string, string, string]>([
    ['a public configuration in both', nodes.dual('a', 10), 'dual', 'public-config', 'public-config'],
    ['in IPv4', nodes.ipv4('a', 10), 'public-ipv4', 'public-config', 'not-in-public-config'],
    ['in IPv6', nodes.ipv6('a', 10), 'public-ipv6', 'not-in-public-config', 'public-config'],
    [
      'inbound in both',
      host([v4, v6], bothGateways, { inbound: ['ipv4', 'ipv6'] }),
      'dual',
      'inbound',
      'inbound',
    ],
    [
      'inbound in IPv6, NAT in IPv4',
      host(['192.168.1.9/24', v6], ['192.168.1.1', 'fe80::1'], { inbound: ['ipv6'] }),
      'public-ipv6',
      'nat',
      'inbound',
    ],
    [
      'a home router',
      host(['192.168.1.9/24', v6], ['192.168.1.1', 'fe80::1']),
      'behind-ipv6-firewall',
      'nat',
      'firewall',
    ],
    ['a home router without IPv6', nodes.hidden('a', 9), 'behind-nat', 'nat', 'no-address'],
    [
      'a mobile provider',
      host(['100.64.3.4/24', 'fd00::9/64'], ['100.64.3.1']),
      'behind-nat',
      'carrier-nat',
      'not-global',
    ],
    [
      'a global IPv4 address, unproven',
      host([v4], bothGateways),
      'behind-ipv4-firewall',
      'firewall',
      'no-address',
    ],
    [
      'the farmer',
      host([v4, v6], bothGateways, { inbound: ['ipv4', 'ipv6'], hidden: true }),
      'declared-hidden',
      'declared-hidden',
      'declared-hidden',
    ],
    [
      'a public configuration of a hidden node',
      { ...nodes.dual('a', 10), hidden: true },
      'declared-hidden',
      'declared-hidden',
      'declared-hidden',
    ],
    [
      'no gateways',
      host([v4, v6], [], { inbound: ['ipv4', 'ipv6'] }),
      'no-internet',
      'no-gateway',
      'no-gateway',
    ],
    [
      'no cable',
      { id: 'a', interfaces: [{ name: 'eth0', carrier: false, addresses: [v4], gateways: bothGateways }] },
      'no-internet',
      'no-carrier',
      'no-address',
    ],
    ['nothing', { id: 'a' }, 'no-internet', 'no-address', 'no-address'],
  ])('%s', (_, node, name, ipv4, ipv6) => {
    const { class: is, ...families } = classified(node);
    expect([is, families.ipv4.reason, families.ipv6.reason]).toEqual([name, ipv4, ipv6]);
  });

  test('words for the farmer: what is, and what to do', () => {
    const { class: is, ipv4, ipv6 } = classified(host(['192.168.1.9/24', v6], ['192.168.1.1', 'fe80::1']));
    expect(classWords[is]).toBe('hidden behind an IPv6 firewall');
    expect(dialabilityWords(ipv4).because).toContain('192.168.1.9 on eth0 is private');
    expect(dialabilityWords(ipv6)).toEqual({
      because: expect.stringContaining('2a02:1802:5e::a on eth0 is global, but nothing says'),
      remedy: 'let UDP in on the router, then say "ipv6" in the inbound of the node in the inventory',
    });
  });
});

const nodesOfAnyKind: fc.Arbitrary<Node> = fc
  .tuple(facts, farmerWords)
  .map(([all, words]) => ({ ...inventoryEntry(all), ...words }));

const families: readonly Family[] = ['ipv4', 'ipv6'];

test.prop([nodesOfAnyKind])('dialable exactly where reachability says so, at that address', (node) => {
  const classification = classify(node);
  const reach = reachabilityOf(node);
  for (const family of families) {
    const dialability = classification[family];
    expect(isDialable(dialability) ? dialability.address : undefined).toEqual(reach[family]);
  }
  const isHidden = reach.ipv4 === undefined && reach.ipv6 === undefined;
  expect(['dual', 'public-ipv4', 'public-ipv6'].includes(classification.class)).toBe(!isHidden);
  expect(classification.class === 'no-internet').toBe(reach.egress === none);
});

test.prop([nodesOfAnyKind])('what would make a hidden family dialable does so', (node) => {
  for (const family of families) {
    const { reason } = classify(node)[family];
    if (reason === 'firewall') {
      expect(isDialable(classify({ ...node, hidden: false, inbound: [family] })[family])).toBe(true);
    }
    if (reason === 'declared-hidden')
      expect(isDialable(classify({ ...node, hidden: false })[family])).toBe(true);
  }
});

test.prop([nodesOfAnyKind])(
  'every reason has words, and names an address and an interface or needs none',
  (node) => {
    for (const family of families) {
      const { because, remedy } = dialabilityWords(classify(node)[family]);
      expect(`${because} ${remedy}`).not.toMatch(/undefined .* on|on $| {2}/);
      expect(because).not.toContain('undefined');
    }
  },
);

test.prop([facts, farmerWords])(
  'the order in which a node lists what it has does not matter',
  (all, words) => {
    const node = { ...inventoryEntry(all), ...words };
    const interfaces = node.interfaces
      .map((each) => ({
        ...each,
        addresses: each.addresses.toReversed(),
        gateways: each.gateways.toReversed(),
      }))
      .toReversed();
    expect(classify({ ...node, interfaces }).class).toBe(classify(node).class);
  },
);
