import { expect, test } from 'vitest';
import type { NetworkId, Operation } from '../../src/index.js';
import { namesOf } from '../../src/mark/names.js';
import { digest } from '../../src/scalar/digest.js';
import { networkTerritory } from '../../src/territory/network-territory.js';
import { nodeTerritory } from '../../src/territory/node-territory.js';
import { breachesOf } from '../../src/territory/territory.js';
import { key } from '../documents.js';
import { oneOfEach } from '../operations.js';

const names = namesOf('tn' as NetworkId);
const links = ['b-tn', 'n-tn', 'w-tn'];
const placed = { owner: 'tn', reason: '', change: 'Update' } as const;

test('an operation on objects of its network reaches beyond it in nothing', () => {
  for (const operation of oneOfEach) {
    const isNode = operation.owner === '@node';
    expect(
      isNode
        ? breachesOf(operation, nodeTerritory(['eth0']))
        : breachesOf(operation, networkTerritory(names)),
    ).toEqual([]);
  }
});

const cases: readonly [Operation, readonly ReturnType<typeof breach>[]][] = [
  [
    { ...placed, kind: 'RouteReplace', destination: '10.0.0.0/8', device: 'eth0' },
    [breach('netns', 'host', ['n-tn']), breach('device', 'eth0', [...links, 'public', 'lo'])],
  ],
  [
    {
      ...placed,
      kind: 'NftReplaceTable',
      family: 'inet',
      name: 'filter',
      hash: digest('iifname "eth0"'),
      ruleset: 'iifname "eth0"',
    },
    [
      breach('netns', 'host', ['n-tn']),
      breach('name', 'filter', ['networkd']),
      breach('ruleset', 'eth0', [...links, 'public', 'lo']),
    ],
  ],
  [
    { ...placed, kind: 'SysctlSet', netns: 'other', key: 'net.ipv4.ip_forward', value: '1' },
    [
      breach('netns', 'other', ['n-tn', 'public']),
      breach('key', 'net.ipv4.ip_forward', [
        ...links.map((link) => `net.ipv6.conf.${link}.disable_ipv6`),
        'net.ipv4.conf.b-tn.arp_ignore',
      ]),
    ],
  ],
  [
    { ...placed, kind: 'LinkSet', netns: 'public', name: 'lo', alias: 'mine' },
    [breach('name', 'lo', links), breach('alias', 'mine', ['networkd:tn'])],
  ],
  [
    {
      ...placed,
      kind: 'WireGuardSetDevice',
      netns: 'other',
      device: 'lo',
      secret: 'n-other',
      publicKey: key(1),
    },
    [
      breach('netns', 'other', ['n-tn', 'public']),
      breach('device', 'lo', links),
      breach('secret', 'n-other', ['n-tn']),
    ],
  ],
];

test.each(cases.map(([operation, expected]) => [operation.kind, operation, expected] as const))(
  'all that reaches beyond the network is told, with what it could be: %s',
  (_, operation, expected) => {
    expect(breachesOf(operation, networkTerritory(names))).toEqual(expected);
  },
);

const dropAll = '  chain networkd-input {\n    type filter hook input priority filter; policy drop;\n  }';
const own = { owner: '@node', reason: '', change: 'Update' } as const;
const shared = { family: 'inet', hash: digest(dropAll), ruleset: dropAll } as const;

/** What the attack resealed, and the field that gives it away. */
const attacks: readonly (readonly [string, Operation, string])[] = [
  [
    "a port's table that drops all",
    { ...placed, kind: 'NftCreateTable', name: 'w-tn', ...shared },
    'ruleset',
  ],
  [
    'a ruleset by the hash of another',
    { ...placed, ...shared, kind: 'NftReplaceTable', netns: 'n-tn', name: 'networkd', hash: digest('') },
    'hash',
  ],
  [
    "the node's table with another ruleset",
    { ...own, kind: 'NftReplaceTable', name: 'networkd', ...shared },
    'ruleset',
  ],
  [
    'an address of the gateway of the host',
    { ...placed, kind: 'AddressAdd', device: 'b-tn', address: '192.168.1.1/24' },
    'netns',
  ],
  [
    'the address of the gateway of all networks',
    { ...placed, kind: 'AddressAdd', netns: 'n-tn', device: 'public', address: '100.127.0.1/16' },
    'address',
  ],
  [
    "the host in a tenant's IPv6",
    { ...placed, kind: 'SysctlSet', key: 'net.ipv6.conf.b-tn.disable_ipv6', value: '0' },
    'value',
  ],
];

test.each(attacks)('%s is told', (_, operation, field) => {
  const breaches =
    operation.owner === '@node'
      ? breachesOf(operation, nodeTerritory(['eth0']))
      : breachesOf(operation, networkTerritory(names));
  expect(breaches.map((each) => each.field)).toEqual([field]);
});

test.each(['100.127.9.9/16', 'fd00::909/64', 'fd00::2/64'])(
  'an egress address is within it: %s',
  (address) => {
    const operation = { ...placed, kind: 'AddressAdd', netns: 'n-tn', device: 'public', address } as const;
    expect(breachesOf(operation, networkTerritory(names))).toEqual([]);
  },
);

function breach(field: string, value: string, expected: readonly string[]) {
  return { field, value, expected };
}
