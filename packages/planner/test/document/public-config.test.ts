import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import {
  explain,
  type PlanError,
  type PlanErrors,
  parseInventory,
  parseNodeConfig,
  parsePublicConfig,
  validatePublicConfig,
} from '../../src/index.js';
import type { InterfaceName } from '../../src/scalar/name.js';
import type { JsonDocument } from '../../src/testing/index.js';
import { inventory, nodes } from '../documents.js';
import { right } from '../right.js';

const ipv4 = { ipv4: '185.69.166.10/24', gateway4: '185.69.166.1' };
const ipv6 = { ipv6: '2a02:1802:5e::a/64', gateway6: '2a02:1802:5e::1' };

function config(part: JsonDocument): JsonDocument {
  return { schema: 'public-config/1', interface: 'eth1', ...part };
}

function errorsOf(result: E.Either<PlanErrors, unknown>): readonly PlanError[] {
  return E.isLeft(result) ? result.left : [];
}

/** What is said of a document, as `kind path value` lines. */
function said(errors: readonly PlanError[]): readonly string[] {
  return errors.map(({ kind, path, value }) => `${kind} ${path} ${value}`.trim());
}

describe('public-config/1', () => {
  const cases: readonly (readonly [string, JsonDocument, readonly string[]])[] = [
    ['both families', config({ ...ipv4, ...ipv6 }), []],
    ['one family', config(ipv6), []],
    ['a router known by its link-local address', config({ ...ipv6, gateway6: 'fe80::1' }), []],
    [
      'a router outside the prefix of an address alone',
      config({ ipv4: '198.51.100.10/32', gateway4: '172.31.1.1' }),
      [],
    ],
    [
      'a router known by its IPv4 link-local address',
      config({ ipv4: '198.51.100.10/32', gateway4: '169.254.1.1' }),
      [],
    ],
    ['an IPv6 router of IPv4, RFC 8950', config({ ...ipv4, gateway4: 'fe80::1' }), []],
    ['an IPv6 router outside the prefix', config({ ...ipv6, gateway6: '2a02:1802:5f::1' }), []],
    [
      'an IPv6 router of IPv4 that is not on the link by itself',
      config({ ...ipv4, gateway4: '2a02:1802:5e::1' }),
      ['bad-gateway $.gateway4 2a02:1802:5e::1'],
    ],
    [
      'a router outside the prefix of one of several addresses',
      config({ ipv4: ['185.69.166.10/32', '185.69.166.11/24'], gateway4: '185.69.167.1' }),
      ['bad-gateway $.gateway4 185.69.167.1'],
    ],
    ...['127.0.0.1', '224.0.0.1', '0.0.0.0'].map(
      (gateway4) =>
        [
          `a router that cannot be one, ${gateway4}`,
          config({ ipv4: '198.51.100.10/32', gateway4 }),
          [`bad-gateway $.gateway4 ${gateway4}`],
        ] as const,
    ),
    ['several addresses', config({ ...ipv4, ipv4: ['185.69.166.10/24', '185.69.166.11/24'] }), []],
    ['a VLAN', config({ ...ipv4, vlan: 4094 }), []],
    ['no address', config({}), ['missing-field $.ipv4']],
    ['VLANs that 802.1Q reserves', config({ ...ipv4, vlan: 4095 }), ['bad-number $.vlan 4095']],
    ['VLAN 0', config({ ...ipv4, vlan: 0 }), ['bad-number $.vlan 0']],
    [
      'an address twice',
      config({ ...ipv4, ipv4: ['185.69.166.10/24', '185.69.166.10/25'] }),
      ['duplicate-address $.ipv4[1] 185.69.166.10'],
    ],
    [
      'a private address among several',
      config({ ...ipv4, ipv4: ['185.69.166.10/24', '10.0.0.1/24'] }),
      ['endpoint-not-dialable $.ipv4[1] 10.0.0.1/24'],
    ],
    [
      'a gateway that one of several addresses is',
      config({ ...ipv4, ipv4: ['185.69.166.10/24', '185.69.166.1/24'] }),
      ['bad-gateway $.gateway4 185.69.166.1'],
    ],
    [
      'a gateway without an address',
      config({ gateway4: '185.69.166.1', ...ipv6 }),
      ['bad-gateway $.gateway4 185.69.166.1'],
    ],
    [
      'all at once',
      config({
        interface: 'a/b',
        vlan: 9999,
        ipv4: '10.1.1.1/24',
        gateway4: '10.1.2.1',
        ipv6: '2a02::a/64',
        more: 1,
      }),
      [
        'bad-name $.interface a/b',
        'bad-number $.vlan 9999',
        'unknown-field $.more more',
        'endpoint-not-dialable $.ipv4 10.1.1.1/24',
        'bad-gateway $.gateway4 10.1.2.1',
        'bad-gateway $.gateway6',
      ],
    ],
    [
      'a family that cannot be read, and another that is wrong',
      config({ ipv4: '185.69.166.10', gateway4: '10.1.2.1', ipv6: '2a02::a/64' }),
      ['bad-prefix $.ipv4 185.69.166.10', 'bad-gateway $.gateway6'],
    ],
  ];

  test.each(cases)('%s', (_, json, expected) => {
    expect(said(errorsOf(parsePublicConfig(json)))).toEqual(expected);
  });

  test.each([
    ['the gateway is the address', { ...ipv4, gateway4: '185.69.166.10' }, 'is the address itself'],
    [
      'the gateway is outside the prefix',
      { ...ipv4, gateway4: '185.69.167.1' },
      "is outside the address's prefix",
    ],
    ['IPv6 has no gateway', { ipv6: '2a02:1802:5e::a/64' }, 'the gateway is missing'],
    [
      'the IPv4 address is private',
      { ipv4: '192.168.1.10/24', gateway4: '192.168.1.1' },
      'that anybody could dial',
    ],
  ])('PC-1: refused where %s, with its own reason', (_, addresses, reason) => {
    const errors = errorsOf(parsePublicConfig(config(addresses)));
    expect(errors).toHaveLength(1);
    expect(errors.map(explain).join()).toContain(reason);
  });

  test('one text and a list of one are the same', () => {
    const list = { ...ipv4, ipv4: ['185.69.166.10/24'] };
    expect(right(parsePublicConfig(config(list)))).toEqual(right(parsePublicConfig(config(ipv4))));
  });

  test('it is what an inventory holds', () => {
    const { schema, ...inner } = config({ ...ipv4, ...ipv6, vlan: 7 });
    const entry = right(parseInventory(inventory({ id: 'a', publicConfig: inner }))).nodes[0];
    expect(entry?.publicConfig).toEqual(right(parsePublicConfig({ schema, ...inner })));
  });
});

describe('what a public configuration means to a node', () => {
  const nic = (name: string, address: string) => ({ name, addresses: [address], gateways: [] });
  const two = { id: 'a', interfaces: [nic('eth0', '192.168.1.2/24'), nic('eth1', '185.69.166.10/24')] };
  const names = (...all: readonly string[]) => all as readonly InterfaceName[];

  function of(part: JsonDocument, ...entries: readonly JsonDocument[]) {
    const request = { node: 'a', inventory: right(parseInventory(inventory(...entries))) };
    const parsed = right(parsePublicConfig(config({ ...ipv4, ...part })));
    return (more: Partial<Parameters<typeof validatePublicConfig>[1]> = {}) =>
      said(validatePublicConfig(parsed, { ...request, ...more }));
  }

  test('a NIC that has the address already is the one meant', () => {
    expect(of({}, two)({ uplink: names('eth0') })).toEqual([]);
  });

  test('a node that the inventory lacks', () => {
    expect(of({}, nodes.hidden('b', 3))()).toEqual(['unknown-node $.node a']);
  });

  test('an interface that the node lacks', () => {
    expect(of({ interface: 'eth7' }, two)()).toEqual(['unknown-interface $.interface eth7']);
  });

  test('a node that was not surveyed is not asked for its interfaces', () => {
    expect(of({ interface: 'eth7' }, { id: 'a' })()).toEqual([]);
  });

  test('the uplink, except for a VLAN of its own', () => {
    const refused = ['interface-is-uplink $.interface eth1'];
    expect(of({}, two)({ uplink: names('eth1') })).toEqual(refused);
    expect(of({ vlan: 5 }, two)({ uplink: names('eth1') })).toEqual([]);
    const nodeConfig = right(
      parseNodeConfig({ schema: 'node-config/1', uplink: { interface: 'eth1', vlan: 5 } }),
    );
    expect(of({ vlan: 5 }, two)({ nodeConfig })).toEqual(refused);
    expect(of({ vlan: 6 }, two)({ nodeConfig })).toEqual([]);
  });

  test('a NIC of a bond that leaves another free, except for a VLAN of its own', () => {
    const three = { ...two, interfaces: [...two.interfaces, nic('eth2', '192.168.2.2/24')] };
    const bonded = { uplink: names('eth0', 'eth1') };
    expect(of({}, three)(bonded)).toEqual(['interface-is-uplink $.interface eth1']);
    expect(of({ vlan: 6 }, three)(bonded)).toEqual([]);
    expect(of({}, two)(bonded)).toEqual([]);
  });

  test('the only NIC carries both', () => {
    const [, only] = two.interfaces;
    expect(of({}, { ...two, interfaces: [only] })({ uplink: names('eth1') })).toEqual([]);
    const nodeConfig = right(parseNodeConfig({ schema: 'node-config/1', ignore: ['eth0'] }));
    expect(of({}, two)({ uplink: names('eth1'), nodeConfig })).toEqual([]);
  });

  test('a NIC that is to be left alone', () => {
    const nodeConfig = right(parseNodeConfig({ schema: 'node-config/1', ignore: ['eth1'] }));
    expect(of({}, two)({ nodeConfig })).toEqual(['conflicting-fields $.interface eth1']);
  });

  test("another node's address, set there or surveyed", () => {
    const surveyed = { id: 'c', interfaces: [nic('eth0', '185.69.166.11/24')] };
    const several = { ipv4: ['185.69.166.10/24', '185.69.166.11/24'] };
    expect(of(several, { id: 'a' }, nodes.ipv4('b', 10), surveyed)()).toEqual([
      'duplicate-address $.ipv4[0] 185.69.166.10',
      'duplicate-address $.ipv4[1] 185.69.166.11',
    ]);
  });

  test('every error at once, each with a remedy', () => {
    const grid = right(parseInventory(inventory(two, nodes.ipv4('b', 12))));
    const parsed = right(
      parsePublicConfig(config({ interface: 'eth7', ipv4: '185.69.166.12/24', gateway4: '185.69.166.1' })),
    );
    const errors = validatePublicConfig(parsed, { node: 'a', inventory: grid });
    expect(errors.map(explain)).toEqual([
      'the node has no interface eth7, only eth0, eth1; name one of its interfaces, or plug the NIC in and survey the node.',
      "185.69.166.12 is already at inventory $.nodes[?@.id=='b'].publicConfig.ipv4; correct the address of one of the nodes.",
    ]);
  });
});
