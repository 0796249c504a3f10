import { expect, test } from 'vitest';
import { namesOf } from '../src/desired/names.js';
import type { NetworkId, Operation } from '../src/index.js';
import { nodeBreachesOf } from '../src/operation/node-scope.js';
import { breachesOf } from '../src/operation/scope.js';
import { key } from './documents.js';
import { oneOfEach } from './operations.js';

const names = namesOf('tn' as NetworkId);
const links = ['b-tn', 'n-tn', 'w-tn'];
const placed = { network: 'tn', reason: '', change: 'Update' } as const;

test('an operation on objects of its network reaches beyond it in nothing', () => {
  for (const operation of oneOfEach) {
    const isNode = operation.network === '@node';
    expect(isNode ? nodeBreachesOf(operation, ['eth0']) : breachesOf(operation, names)).toEqual([]);
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
      hash: '',
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
      breach(
        'key',
        'net.ipv4.ip_forward',
        links.map((link) => `net.ipv6.conf.${link}.disable_ipv6`),
      ),
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
    expect(breachesOf(operation, names)).toEqual(expected);
  },
);

function breach(field: string, value: string, expected: readonly string[]) {
  return { field, value, expected };
}
