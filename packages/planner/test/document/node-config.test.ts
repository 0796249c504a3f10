import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { defaultNodeConfig, explain, parseNodeConfig } from '../../src/index.js';
import type { JsonDocument } from '../../src/testing/index.js';
import { right } from '../right.js';

const config = (part: JsonDocument): JsonDocument => ({ schema: 'node-config/1', ...part });

/** What is said of a document, as `kind path value` lines. */
function said(json: JsonDocument): readonly string[] {
  const result = parseNodeConfig(json);
  return E.isLeft(result)
    ? result.left.map(({ kind, path, value }) => `${kind} ${path} ${value}`.trim())
    : [];
}

const fixed = { addresses: ['192.168.1.2/24'], gateways: ['192.168.1.1'] };
const bond = { interfaces: ['eth0', 'eth1'], mode: '802.3ad' };

const cases: readonly (readonly [string, JsonDocument, readonly string[]])[] = [
  ['nothing but the schema', config({}), []],
  ['an empty uplink', config({ uplink: {} }), []],
  ['a static address', config({ uplink: fixed }), []],
  [
    'both families',
    config({
      uplink: {
        addresses: [...fixed.addresses, '2a02::2/64'],
        gateways: ['fe80::1', ...fixed.gateways],
      },
    }),
    [],
  ],
  [
    'a router outside the prefix of an address alone',
    config({ uplink: { addresses: ['198.51.100.10/32'], gateways: ['172.31.1.1'] } }),
    [],
  ],
  [
    'an IPv6 router of IPv4, RFC 8950',
    config({ uplink: { addresses: ['198.51.100.10/32'], gateways: [], gateway4: 'fe80::1' } }),
    [],
  ],
  [
    'two routers of IPv4, one of them an IPv6 one',
    config({ uplink: { ...fixed, gateway4: 'fe80::1' } }),
    ['conflicting-fields $.uplink.gateways[0] 192.168.1.1'],
  ],
  ['a bond with a VLAN', config({ uplink: { bond, vlan: 10, mtu: 9000 } }), []],
  [
    'a bond and a NIC',
    config({ uplink: { bond, interface: 'eth2' } }),
    ['conflicting-fields $.uplink.interface eth2'],
  ],
  [
    'a bond of none',
    config({ uplink: { bond: { ...bond, interfaces: [] } } }),
    ['missing-field $.uplink.bond.interfaces[0]'],
  ],
  [
    'a NIC twice in a bond',
    config({ uplink: { bond: { ...bond, interfaces: ['eth0', 'eth0'] } } }),
    ['duplicate-name $.uplink.bond.interfaces[1] eth0'],
  ],
  [
    'a mode that the bond does not have',
    config({ uplink: { bond: { ...bond, mode: 'balance-rr' } } }),
    ['wrong-type $.uplink.bond.mode balance-rr'],
  ],
  [
    'NICs that are to be left alone and used',
    config({ ignore: ['eth1', 'eth2'], uplink: { bond }, publicUplink: { interface: 'eth2' } }),
    [
      'conflicting-fields $.uplink.bond.interfaces[1] eth1',
      'conflicting-fields $.publicUplink.interface eth2',
    ],
  ],
  [
    'the uplink for the public segment',
    config({ uplink: { interface: 'eth0', vlan: 5 }, publicUplink: { interface: 'eth0', vlan: 5 } }),
    ['interface-is-uplink $.publicUplink.interface eth0'],
  ],
  [
    'another VLAN of the uplink for the public segment',
    config({ uplink: { interface: 'eth0' }, publicUplink: { interface: 'eth0', vlan: 5 } }),
    [],
  ],
  [
    'a NIC of the bond for the public segment',
    config({ uplink: { bond }, publicUplink: { interface: 'eth0' } }),
    ['interface-is-uplink $.publicUplink.interface eth0'],
  ],
  [
    'an address without a gateway',
    config({ uplink: { addresses: fixed.addresses } }),
    ['bad-gateway $.uplink.gateways'],
  ],
  [
    'a gateway without an address',
    config({ uplink: { gateways: ['192.168.1.1', 'fe80::1'] } }),
    ['bad-gateway $.uplink.gateways[0] 192.168.1.1', 'bad-gateway $.uplink.gateways[1] fe80::1'],
  ],
  [
    'a gateway that is the address',
    config({ uplink: { ...fixed, gateways: ['192.168.1.2'] } }),
    ['bad-gateway $.uplink.gateways[0] 192.168.1.2'],
  ],
  [
    'two gateways of a family',
    config({ uplink: { ...fixed, gateways: ['192.168.1.1', '192.168.1.3'] } }),
    ['conflicting-fields $.uplink.gateways[1] 192.168.1.3'],
  ],
  [
    'an address twice',
    config({ uplink: { ...fixed, addresses: ['192.168.1.2/24', '192.168.1.2/25'] } }),
    ['duplicate-address $.uplink.addresses[1] 192.168.1.2'],
  ],
  [
    "tenants' own addresses, one a family",
    config({
      egress: { addresses: ['192.168.1.9/24', '2001:db8::9/64'], gateways: ['192.168.1.1', 'fe80::1'] },
    }),
    [],
  ],
  [
    "tenants' address without a gateway",
    config({ egress: { addresses: ['192.168.1.9/24'] } }),
    ['bad-gateway $.egress.gateways'],
  ],
  [
    "tenants' gateway without an address, and two of a family",
    config({
      egress: {
        addresses: ['192.168.1.9/24', '192.168.1.9/25'],
        gateways: ['192.168.1.1', 'fe80::1', '192.168.1.3'],
      },
    }),
    [
      'duplicate-address $.egress.addresses[1] 192.168.1.9',
      'conflicting-fields $.egress.gateways[2] 192.168.1.3',
      'bad-gateway $.egress.gateways[1] fe80::1',
    ],
  ],
  [
    'an address of the host for tenants',
    config({
      uplink: fixed,
      egress: { addresses: ['192.168.1.2/24'], gateways: ['192.168.1.1'] },
    }),
    ['egress-is-uplink $.egress.addresses[0] 192.168.1.2'],
  ],
  [
    'a NIC and a port twice',
    config({ ignore: ['eth1', 'eth1'], egress: { blockedTcpPorts: [25, 25] } }),
    ['duplicate-name $.ignore[1] eth1', 'duplicate-port $.egress.blockedTcpPorts[1] 25'],
  ],
  [
    'fields of another type, unknown ones, and one that contradicts another',
    config({
      ignore: ['eth0'],
      uplink: { interface: 'eth0' },
      firewall: { ping: 1 },
      internet: { endpoints: ['1.1.1.1'] },
      more: 1,
    }),
    [
      'wrong-type $.firewall.ping 1',
      'bad-endpoint $.internet.endpoints[0] 1.1.1.1',
      'unknown-field $.more more',
      'conflicting-fields $.uplink.interface eth0',
    ],
  ],
];

test.each(cases)('%s', (_, json, expected) => {
  expect(said(json)).toEqual(expected);
});

test('a farmer who says nothing gets ping, no mail, and ports that are kept', () => {
  expect(defaultNodeConfig()).toEqual({
    schema: 'node-config/1',
    ignore: [],
    uplink: { addresses: [], gateways: [] },
    firewall: { ping: true },
    egress: { addresses: [], gateways: [], blockedTcpPorts: [25, 465, 587], randomPorts: false },
    internet: {
      endpoints: ['1.1.1.1:443', '9.9.9.9:443', '[2606:4700:4700::1111]:443', '[2620:fe::fe]:443'],
    },
  });
});

test('no order of the text that means nothing is kept', () => {
  const one = config({ ignore: ['eth1', 'eth2'], egress: { blockedTcpPorts: [25, 80] } });
  const other = config({ ignore: ['eth2', 'eth1'], egress: { blockedTcpPorts: [80, 25] } });
  expect(right(parseNodeConfig(one))).toEqual(right(parseNodeConfig(other)));
});

test('an error says what it stands beside', () => {
  const result = parseNodeConfig(config({ uplink: { bond, interface: 'eth2' } }));
  expect(E.isLeft(result) ? result.left.map(explain) : []).toEqual([
    'eth2 cannot stand beside eth0,eth1 of $.uplink.bond; remove one of the two.',
  ]);
});
