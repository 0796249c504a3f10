import { fc, test } from '@fast-check/vitest';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect } from 'vitest';
import {
  currentCandidate,
  equalEntries,
  foldedNics,
  inventoryEntry,
  type Nic,
  type Node,
  type NodeFacts,
  parseInventory,
  parseNodeId,
  parsePort,
  type VirtualLink,
  writeInventory,
} from '../../src/index.js';
import { isGlobal } from '../../src/scalar/address-class.js';
import { right } from '../right.js';
import { facts, farmerWords } from './arbitrary-facts.js';
import { addresses, gateways, nameOf, nic } from './nics.js';

function surveyed(rest: Partial<NodeFacts>): NodeFacts {
  const node = right(parseNodeId('a'));
  return { node, nics: [], links: [], wireguardPorts: [], otherPorts: [], lanHints: [], ...rest };
}

function link(name: string, rest: Partial<VirtualLink> = {}): VirtualLink {
  return { name: nameOf(name), addresses: [], gateways: [], ...rest };
}

/** The addresses shown on each interface. */
function shown(entry: Node): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    entry.interfaces.map((each) => [each.name, each.addresses.map(({ text }) => text)]),
  );
}

function npub4(rest: Partial<VirtualLink>): VirtualLink {
  return link('npub4', { netns: nameOf('ndmz'), link: nameOf('zos'), ...rest });
}

const lan = { addresses: addresses('192.168.1.10/24'), gateways: gateways('192.168.1.1') };

describe('what stands on a NIC is shown on it', () => {
  const port = (name: string, master: string) => nic(name, { master: nameOf(master) });

  test('zos', () => {
    const entry = inventoryEntry(
      surveyed({ nics: [port('eth0', 'zos'), nic('eth1')], links: [link('zos', lan)] }),
    );
    expect(shown(entry)).toEqual({ eth0: ['192.168.1.10/24'], eth1: [] });
    expect(entry.interfaces[0]?.gateways.map(({ text }) => text)).toEqual(['192.168.1.1']);
  });

  test('zos on a VLAN on a bond of which one NIC has a carrier', () => {
    const nics = [{ ...port('eth0', 'zos-bond'), carrier: false }, port('eth1', 'zos-bond'), nic('eth2')];
    const links = [
      link('zos', lan),
      link('zos-vlan', { link: nameOf('zos-bond'), master: nameOf('zos') }),
      link('zos-bond'),
    ];
    expect(shown(inventoryEntry(surveyed({ nics, links })))).toEqual({
      eth0: [],
      eth1: ['192.168.1.10/24'],
      eth2: [],
    });
  });

  test('nothing that stands on no NIC: a bridge of containers, a veth', () => {
    const links = [link('docker0', lan), link('zos-pub', { master: nameOf('zos'), ...lan })];
    expect(shown(inventoryEntry(surveyed({ nics: [port('eth0', 'zos')], links })))).toEqual({ eth0: [] });
  });

  test('npub6 tells what the segment offers, but the node cannot be dialled there', () => {
    const there = { addresses: addresses('2a02:1802:5e::9/64'), gateways: gateways('fe80::1') };
    const npub6 = link('npub6', { netns: nameOf('ndmz'), link: nameOf('br-pub'), ...there });
    const all = surveyed({ nics: [port('eth1', 'br-pub')], links: [npub6, link('br-pub')] });
    expect(shown(inventoryEntry(all))).toEqual({ eth1: [] });
    expect(foldedNics(all.nics, all.links)[0]).toMatchObject(there);
  });

  test('what the farmer set in public is no offer of the segment', () => {
    const set = link('public', { netns: nameOf('public'), link: nameOf('br-pub'), ...lan });
    const nics = [port('eth1', 'br-pub')];
    expect(foldedNics(nics, [set, link('br-pub')])).toEqual(nics);
  });

  test('the MTU of the segment, the least of what is said to each link on it', () => {
    const links = [link('zos', { segmentMtu: 1460 }), npub4({ segmentMtu: 1400 })];
    const mtusOf = (nics: readonly Nic[], above = links) =>
      foldedNics(nics, above).map(({ mtu, segmentMtu }) => [mtu, segmentMtu]);
    expect(mtusOf([port('eth0', 'zos')])).toEqual([[1500, 1400]]);
    expect(mtusOf([{ ...port('eth0', 'zos'), segmentMtu: 1300 }])).toEqual([[1500, 1300]]);
    expect(mtusOf([{ ...port('eth0', 'zos'), mtu: 1300 }])).toEqual([[1300, undefined]]);
    const [shown] = inventoryEntry(surveyed({ nics: [port('eth0', 'zos')], links })).interfaces;
    expect(shown).toMatchObject({ mtu: 1500, segmentMtu: 1400 });
  });

  test('a NIC beneath zos is a candidate by what zos has', () => {
    const lease = { seconds: 3600 };
    const [folded] = foldedNics([port('eth0', 'zos')], [link('zos', { ...lan, lease })]);
    expect(folded && currentCandidate(folded)).toEqual({
      nic: folded,
      current: true,
      ipv4: { ...lan, lease },
    });
    expect(currentCandidate(nic('eth0'))).toEqual({ nic: nic('eth0'), current: true });
  });
});

const documentOf = (entry: Node) => writeInventory({ schema: 'inventory/1', nodes: [entry] });

test('the document of a node, whole', () => {
  const entry = inventoryEntry(
    surveyed({
      nics: [
        nic('eth1', { carrier: false, speed: 10_000, driver: 'ixgbe' }),
        nic('eth0', { ...lan, addresses: addresses('fe80::9/64', '192.168.1.11/24', '192.168.1.10/24') }),
      ],
      wireguardPorts: [7002, 7001, 7002].map((port) => right(parsePort(port))),
      otherPorts: [7001, 53].map((port) => right(parsePort(port))),
    }),
  );
  expect(documentOf(entry)).toEqual({
    schema: 'inventory/1',
    nodes: [
      {
        id: 'a',
        interfaces: [
          {
            name: 'eth0',
            mac: '52:54:00:00:00:01',
            carrier: true,
            mtu: 1500,
            gateways: ['192.168.1.1'],
            addresses: ['192.168.1.10/24', '192.168.1.11/24'],
          },
          {
            name: 'eth1',
            mac: '52:54:00:00:00:01',
            carrier: false,
            mtu: 1500,
            speed: 10_000,
            driver: 'ixgbe',
            gateways: [],
            addresses: [],
          },
        ],
        listenPortsInUse: [53],
        wireguardPorts: [7001, 7002],
      },
    ],
  });
});

test.prop([facts, farmerWords])('the entry parses back to itself', (all, words) => {
  const entry = inventoryEntry(all, words);
  fc.pre(entry.publicConfig === undefined || isWhole(entry.publicConfig));
  const document = JSON.parse(JSON.stringify(documentOf(entry)));
  expect(right(parseInventory(document)).nodes).toEqual([entry]);
});

/** Else the farmer's own words are refused, as they should be. */
function isWhole({ ipv4, gateway4, ipv6, gateway6 }: NonNullable<Node['publicConfig']>): boolean {
  return ipv4.length > 0 === (gateway4 !== undefined) && ipv6.length > 0 === (gateway6 !== undefined);
}

const reordered = facts.chain((all) =>
  fc.record({
    all: fc.constant(all),
    nics: shuffle(all.nics),
    links: shuffle(all.links),
    wireguardPorts: shuffle(all.wireguardPorts),
    otherPorts: shuffle(all.otherPorts),
    lanHints: shuffle(all.lanHints),
  }),
);

function shuffle<A>(all: readonly A[]): fc.Arbitrary<A[]> {
  return fc.shuffledSubarray([...all], { minLength: all.length, maxLength: all.length });
}

test.prop([reordered, farmerWords])(
  'the order in which things were found does not matter',
  ({ all, ...rest }, words) => {
    const otherwise = inventoryEntry({ ...all, ...rest }, { ...words, inbound: words.inbound.toReversed() });
    expect(otherwise).toEqual(inventoryEntry(all, words));
    expect(equalEntries(otherwise, inventoryEntry(all, words))).toBe(true);
  },
);

test.prop([reordered])('what stands on NICs is theirs in an order of its own', ({ all, ...rest }) => {
  const byName = (nics: readonly Nic[]) => new Map(nics.map((each) => [each.name, each]));
  expect(byName(foldedNics(rest.nics, rest.links))).toEqual(byName(foldedNics(all.nics, all.links)));
});

test.prop([facts, facts])('entries are equal exactly where they parse to the same', (a, b) => {
  const [x, y] = [inventoryEntry(a), inventoryEntry(b)];
  const parsed = (entry: Node) => E.toUnion(parseInventory(documentOf(entry)));
  expect(equalEntries(x, y)).toBe(JSON.stringify(parsed(x)) === JSON.stringify(parsed(y)));
});

test.prop([facts])('no global address of a NIC is lost, and each is shown once', (all) => {
  const texts = inventoryEntry(all).interfaces.flatMap((each) => each.addresses);
  const global = texts.filter(({ address }) => isGlobal(address)).map(({ address: { text } }) => text);
  expect(new Set(global).size).toBe(global.length);
  for (const { addresses: own } of all.nics) {
    for (const { address } of own) if (isGlobal(address)) expect(global).toContain(address.text);
  }
});
