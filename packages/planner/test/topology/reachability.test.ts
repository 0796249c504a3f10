import { describe, expect, test } from 'vitest';
import { type Node, parseInventory, reachabilityOf } from '../../src/index.js';
import type { JsonDocument } from '../../src/testing/index.js';
import { ipv4, ipv6, none } from '../../src/topology/families.js';
import { inventory } from '../documents.js';
import { right } from '../right.js';

function node(rest: JsonDocument): Node {
  const [only] = right(parseInventory(inventory({ id: 'a', ...rest }))).nodes;
  if (only === undefined) throw new Error('no node');
  return only;
}

/** What is said of a node, with its addresses as texts. */
function told(of: Node) {
  const { ipv4: dial4, ipv6: dial6, lanAddresses, ...rest } = reachabilityOf(of);
  return {
    ...rest,
    ipv4: dial4?.text,
    ipv6: dial6?.text,
    lanAddresses: lanAddresses.map(({ text }) => text),
  };
}

function withInterfaces(...interfaces: readonly JsonDocument[]): JsonDocument {
  return { interfaces: interfaces.map((each, i) => ({ name: `eth${i}`, ...each })) };
}

/** A node of which nothing is known. */
const unknown = {
  socket: 'host',
  egress: none,
  ipv4: undefined,
  ipv6: undefined,
  lanAddresses: [],
  underlayMtu: 1500,
};

const dual = {
  addresses: ['185.69.166.10/24', '2a02:1802:5e::a/64'],
  gateways: ['185.69.166.1', 'fe80::1'],
};

test('a node of which nothing is known reaches nobody and is reached by nobody', () => {
  expect(told(node({}))).toEqual(unknown);
});

describe('egress is an address and a gateway of one family on one interface', () => {
  const cases: readonly [string, JsonDocument, number][] = [
    ['an address and no gateway', { addresses: ['185.69.166.10/24'] }, none],
    ['a gateway and no address', { gateways: ['185.69.166.1', 'fe80::1'] }, none],
    ['both of both families', dual, ipv4 | ipv6],
    ['an IPv4 address where both have a gateway', { ...dual, addresses: ['185.69.166.10/24'] }, ipv4],
    ['an IPv6 address where both have a gateway', { ...dual, addresses: ['2a02:1802:5e::a/64'] }, ipv6],
    ['both addresses and an IPv4 gateway', { ...dual, gateways: ['185.69.166.1'] }, ipv4],
    ['both addresses and an IPv6 gateway', { ...dual, gateways: ['fe80::1'] }, ipv6],
    ['private IPv4', { addresses: ['192.168.1.10/24'], gateways: ['192.168.1.1'] }, ipv4],
    ['shared IPv4 (RFC 6598)', { addresses: ['100.99.1.10/24'], gateways: ['100.99.1.1'] }, ipv4],
    ['link-local IPv4', { addresses: ['169.254.1.10/16'], gateways: ['169.254.1.1'] }, none],
    ['a ULA', { addresses: ['fd00::a/64'], gateways: ['fe80::1'] }, none],
    ['link-local IPv6', { addresses: ['fe80::a/64'], gateways: ['fe80::1'] }, none],
  ];
  test.each(cases)('%s', (_, nic, egress) => {
    expect(told(node(withInterfaces(nic)))).toEqual({ ...unknown, egress });
  });

  test('an address on one interface and a gateway on another', () => {
    const apart = withInterfaces({ addresses: ['185.69.166.10/24'] }, { gateways: ['185.69.166.1'] });
    expect(told(node(apart))).toEqual(unknown);
  });
});

describe('an interface', () => {
  test('without a carrier gives nothing, and one that was not measured is taken as up', () => {
    const all = (carrier: JsonDocument) => ({
      ...withInterfaces({ ...dual, mtu: 1400, ...carrier }),
      inbound: ['ipv4', 'ipv6'],
      lan: 'rack-1',
    });
    const up = {
      socket: 'host',
      egress: ipv4 | ipv6,
      ipv4: '185.69.166.10',
      ipv6: '2a02:1802:5e::a',
      lanAddresses: ['185.69.166.10/24', '2a02:1802:5e::a/64'],
      underlayMtu: 1400,
    };
    expect(told(node(all({})))).toEqual(up);
    expect(told(node(all({ carrier: true })))).toEqual(up);
    expect(told(node(all({ carrier: false })))).toEqual(unknown);
  });

  test('that leads to the Internet bounds the MTU, the narrowest of several, and no other does', () => {
    const wan = { addresses: ['185.69.166.10/24'], gateways: ['185.69.166.1'] };
    const other = { addresses: ['10.9.0.10/24'], mtu: 1280 };
    const mtuOf = (...all: readonly JsonDocument[]) => told(node(withInterfaces(...all))).underlayMtu;
    expect(mtuOf({ ...wan, mtu: 9000 }, other)).toBe(9000);
    expect(mtuOf(wan, other)).toBe(1500);
    const second = { addresses: ['10.8.0.10/24'], gateways: ['10.8.0.1'] };
    expect(mtuOf({ ...wan, mtu: 9000 }, { ...second, mtu: 1400 }, other)).toBe(1400);
    expect(mtuOf({ ...wan, mtu: 9000 }, second, other)).toBe(1500);
    expect(mtuOf(other)).toBe(1500);
    expect(mtuOf({ ...wan, segmentMtu: 1460 }, { ...second, segmentMtu: 1400, mtu: 9000 })).toBe(1400);
    expect(mtuOf({ ...wan, mtu: 1400, segmentMtu: 1460 })).toBe(1400);
  });
});

describe('dialable in the host namespace', () => {
  const egress = ipv4 | ipv6;

  test('are the families that inbound names, and no others: an address alone promises nothing', () => {
    const nic = withInterfaces(dual);
    const found = { ...unknown, egress };
    expect(told(node(nic))).toEqual(found);
    expect(told(node({ ...nic, inbound: ['ipv4'] }))).toEqual({ ...found, ipv4: '185.69.166.10' });
    expect(told(node({ ...nic, inbound: ['ipv6'] }))).toEqual({ ...found, ipv6: '2a02:1802:5e::a' });
  });

  test('is no family without a gateway, since no answer would find its way', () => {
    const nic = withInterfaces({ ...dual, gateways: ['fe80::1'] });
    expect(told(node({ ...nic, inbound: ['ipv4', 'ipv6'] }))).toEqual({
      ...unknown,
      egress: ipv6,
      ipv6: '2a02:1802:5e::a',
    });
  });

  test('is the lowest global address of a family, whichever interface it is on', () => {
    const nics = withInterfaces(
      { addresses: ['10.0.0.10/8', '192.0.2.9/24', 'fd00::a/64', '2a02:1802:5e::f/64'] },
      { ...dual, addresses: ['185.69.166.20/24', '185.69.166.10/24', '2a02:1802:5e::a/64'] },
    );
    expect(told(node({ ...nics, inbound: ['ipv4', 'ipv6'] }))).toEqual({
      ...unknown,
      egress,
      ipv4: '185.69.166.10',
      ipv6: '2a02:1802:5e::a',
    });
  });

  test('is nothing where the farmer says hidden, and egress stays', () => {
    const hidden = { ...withInterfaces(dual), inbound: ['ipv4', 'ipv6'], hidden: true };
    expect(told(node(hidden))).toEqual({ ...unknown, egress });
  });
});

describe('a public configuration', () => {
  const config = {
    interface: 'eth1',
    ipv4: '185.69.166.10/24',
    gateway4: '185.69.166.1',
    ipv6: '2a02:1802:5e::a/64',
    gateway6: '2a02:1802:5e::1',
  };
  const found = {
    socket: 'public',
    egress: ipv4 | ipv6,
    ipv4: '185.69.166.10',
    ipv6: '2a02:1802:5e::a',
    lanAddresses: [],
    underlayMtu: 1500,
  };

  test('puts the socket in the public namespace: only its addresses count, and no LAN', () => {
    const home = withInterfaces({
      addresses: ['192.168.1.10/24', '2a02:1802:77::a/64'],
      gateways: ['fe80::1'],
    });
    const of = node({ ...home, publicConfig: config, lan: 'rack-1', inbound: ['ipv6'] });
    expect(told(of)).toEqual(found);
  });

  test('has the MTU of the interface it names', () => {
    const nics = withInterfaces({ mtu: 1400 }, { mtu: 9000 }, { mtu: 1280 });
    expect(told(node({ ...nics, publicConfig: config }))).toEqual({ ...found, underlayMtu: 9000 });
    const elsewhere = { ...config, interface: 'eth7' };
    expect(told(node({ ...nics, publicConfig: elsewhere }))).toEqual(found);
    expect(told(node({ ...withInterfaces({ mtu: 1400 }, {}), publicConfig: config }))).toEqual(found);
  });

  test('that is hidden keeps its egress', () => {
    const dialled = { ipv4: undefined, ipv6: undefined };
    expect(told(node({ publicConfig: config, hidden: true }))).toEqual({ ...found, ...dialled });
  });

  test('gives nothing in a family without a gateway', () => {
    const of = node({ publicConfig: config });
    if (of.publicConfig === undefined) throw new Error('no public configuration');
    const { gateway4, gateway6, ...addresses } = of.publicConfig;
    if (gateway4 === undefined || gateway6 === undefined) throw new Error('no gateways');
    const without6 = { ...of, publicConfig: { ...addresses, gateway4 } };
    expect(told(without6)).toEqual({ ...found, egress: ipv4, ipv6: undefined });
    const without4 = { ...of, publicConfig: { ...addresses, gateway6 } };
    expect(told(without4)).toEqual({ ...found, egress: ipv6, ipv4: undefined });
  });
});

describe('on a LAN', () => {
  const nics = withInterfaces(
    { addresses: ['2a02:1802:5e::a/64', '185.69.166.10/24', '192.168.1.10/24', 'fe80::a/64', '127.0.0.2/8'] },
    { addresses: ['fd00::a/64', '185.69.165.10/24', '10.9.0.10/24', '169.254.1.10/16'] },
  );

  test('private addresses can be dialled before global ones, each in order, and no address that means nothing there', () => {
    expect(told(node({ ...nics, lan: 'rack-1' }))).toEqual({
      ...unknown,
      lanAddresses: [
        '10.9.0.10/24',
        '192.168.1.10/24',
        'fd00::a/64',
        '185.69.165.10/24',
        '185.69.166.10/24',
        '2a02:1802:5e::a/64',
      ],
    });
  });

  test('that was not declared nobody can be dialled', () => {
    expect(told(node(nics))).toEqual(unknown);
  });

  test('declared, a hidden node can be dialled too', () => {
    const hidden = { ...withInterfaces({ addresses: ['192.168.1.10/24'] }), lan: 'rack-1', hidden: true };
    expect(told(node(hidden))).toEqual({ ...unknown, lanAddresses: ['192.168.1.10/24'] });
  });
});
