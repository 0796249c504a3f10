import { describe, expect, test } from 'vitest';
import { explain, type Operation, parseOwner } from '../../src/index.js';
import { digest } from '../../src/scalar/digest.js';
import { nodeTerritory } from '../../src/territory/node-territory.js';
import { breachesOf } from '../../src/territory/territory.js';
import { errorsOf, withOperations } from '../plan/read-plan.js';

const own = { owner: '@node', reason: '', change: 'Update' } as const;
const mark = { mtu: 1500, alias: 'networkd:@node' } as const;
const nics = ['eth0', 'b-x', 'lo'];

/** Operations that reach beyond the node's own objects, and the fields in which they do. */
const carried = { object: 'address', family: 'ipv4' } as const;

const cases: readonly (readonly [string, Operation, readonly string[]])[] = [
  ["a network's namespace", { ...own, kind: 'NetnsDelete', name: 'n-x' }, ['name']],
  ['a link of another name', { ...own, kind: 'LinkAdd', name: 'docker0', type: 'bridge', ...mark }, ['name']],
  [
    'a macvlan on what is no NIC of ours',
    { ...own, kind: 'LinkAdd', name: 'public', type: 'macvlan', link: 'eth9', to: 'n-x', ...mark },
    ['to', 'link'],
  ],
  [
    'a veth to anywhere, with any mark',
    { ...own, kind: 'LinkAdd', name: 'pub-zos', type: 'veth', peer: 'x', mtu: 1500, alias: 'networkd:x' },
    ['peer', 'alias'],
  ],
  ['a NIC marked as ours', { ...own, kind: 'LinkSet', name: 'eth0', alias: 'networkd:@node' }, ['name']],
  ["a NIC's MAC address", { ...own, kind: 'LinkSet', name: 'eth0', address: '02:00:00:00:00:01' }, ['name']],
  ['a NIC that is no port', { ...own, kind: 'LinkSet', name: 'eth9', up: false }, ['name']],
  [
    "a network's bridge, though it is said to be a NIC",
    { ...own, kind: 'LinkSet', name: 'b-x', up: false },
    ['name'],
  ],
  ["the host's loopback", { ...own, kind: 'LinkSet', name: 'lo', up: false }, ['name']],
  ["a network's link", { ...own, netns: 'n-x', kind: 'LinkSet', name: 'public', up: false }, ['netns']],
  [
    'a NIC elsewhere',
    { ...own, netns: 'ndmz', kind: 'LinkSetMaster', name: 'eth0', master: 'zos' },
    ['name'],
  ],
  [
    "a network's bridge as master",
    { ...own, kind: 'LinkSetMaster', name: 'eth0', master: 'b-x' },
    ['master'],
  ],
  ['a NIC that is no port, freed', { ...own, kind: 'LinkRemoveMaster', name: 'eth9' }, ['name']],
  ['a NIC moved', { ...own, kind: 'LinkMove', name: 'eth0', to: 'n-x' }, ['name', 'to']],
  ['a NIC deleted', { ...own, kind: 'LinkDelete', name: 'eth0' }, ['name']],
  ["a NIC's address", { ...own, kind: 'AddressDelete', device: 'eth0', address: '10.0.0.1/8' }, ['device']],
  [
    'what a NIC that is no port carries',
    { ...own, ...carried, kind: 'CarriedDelete', device: 'eth9', words: '10.0.0.1/8 dev eth9' },
    ['device'],
  ],
  [
    'what a NIC carries elsewhere',
    {
      ...own,
      ...carried,
      netns: 'public',
      kind: 'CarriedDelete',
      device: 'zos',
      words: '10.0.0.1/8 dev zos',
    },
    ['netns'],
  ],
  [
    'what another carries than is said',
    { ...own, ...carried, kind: 'CarriedAdd', device: 'eth0', words: '10.0.0.1/8 dev docker0' },
    ['device'],
  ],
  [
    "a network's route",
    { ...own, netns: 'n-x', kind: 'RouteDelete', device: 'public', destination: '0.0.0.0/0' },
    ['netns'],
  ],
  [
    "the route of somebody's containers",
    { ...own, kind: 'RouteReplace', device: 'zos', destination: '172.17.0.0/16' },
    ['destination'],
  ],
  ['a client on a NIC', { ...own, kind: 'DhcpClientStart', device: 'eth0' }, ['device']],
  ["the host's forwarding", { ...own, kind: 'SysctlSet', key: 'net.ipv4.ip_forward', value: '1' }, ['key']],
  [
    "a NIC's parameters but that for IPv6",
    { ...own, kind: 'SysctlSet', key: 'net.ipv4.conf.eth0.rp_filter', value: '0' },
    ['key'],
  ],
  ['a table of others', { ...own, kind: 'NftDeleteTable', family: 'inet', name: 'filter' }, ['name']],
  ["a network's table", { ...own, kind: 'NftDeleteTable', family: 'inet', name: 'w-x' }, ['name']],
  [
    'rules about what is not ours',
    {
      ...own,
      kind: 'NftReplaceTable',
      family: 'inet',
      name: 'networkd',
      hash: digest('iifname "eth9"'),
      ruleset: 'iifname "eth9"',
    },
    ['ruleset'],
  ],
  ["a network's device", { ...own, kind: 'WireGuardSetDevice', device: 'w-x', listenPort: 1 }, ['owner']],
  ['a rule', { ...own, kind: 'RuleAdd', family: 'ipv4', priority: 1, table: 1 }, ['owner']],
];

describe("an operation of the node's own that reaches beyond it is told", () => {
  test.each(cases)('%s', (_, operation, fields) => {
    expect(breachesOf(operation, nodeTerritory(nics)).map(({ field }) => field)).toEqual(fields);
  });
});

/** What the node may do of what a network may not. */
const sound: readonly Operation[] = [
  { ...own, kind: 'LinkSet', name: 'eth0', mtu: 9000, up: true },
  { ...own, kind: 'SysctlSet', key: 'net.ipv6.conf.eth0.disable_ipv6', value: '1' },
  { ...own, kind: 'SysctlSet', key: 'net.ipv6.conf.zos.accept_ra', value: '2' },
  { ...own, netns: 'ndmz', kind: 'SysctlSet', key: 'net.ipv4.ip_forward', value: '1' },
  { ...own, netns: 'public', kind: 'LinkSet', name: 'lo', up: true },
  { ...own, kind: 'RouteReplace', device: 'zos', destination: '0.0.0.0/0', via: '192.168.1.1' },
  { ...own, kind: 'RouteReplace', device: 'zos', destination: '192.0.2.1/32' },
  { ...own, kind: 'RouteReplace', device: 'zos', destination: '2001:db8::1/128' },
];

test('what is of the node itself, and a NIC that it makes a member, is within it', () => {
  for (const operation of sound) expect(breachesOf(operation, nodeTerritory(nics))).toEqual([]);
});

describe('a plan', () => {
  test('leads only the NICs that its changes name', () => {
    const join = (name: string): Operation => ({ ...own, kind: 'LinkSetMaster', name, master: 'zos' });
    const breaches = (name: string) =>
      errorsOf(withOperations([join(name)])).filter(({ kind }) => kind === 'out-of-territory');
    expect(breaches('eth0')).toEqual([]);
    expect(breaches('eth1').map(({ path }) => path)).toEqual(['$.operations[0].name']);
  });

  test('of a network does nothing that only the node may', () => {
    const enslave: Operation = { ...own, owner: 'tn', kind: 'LinkSetMaster', name: 'w-tn', master: 'b-tn' };
    const [error] = errorsOf(withOperations([enslave])).filter(({ kind }) => kind === 'out-of-territory');
    expect(error === undefined ? '' : explain(error)).toMatch(/^tn is not @node; do not apply/);
  });
});

test('an owner is a network or the node, and no network can be called that', () => {
  for (const text of ['@node', 'x', 'EJyFexd14LVGi']) expect(parseOwner(text)).toMatchObject({ right: text });
  for (const text of ['@nod', '@node2', '', 'node@', 'a-b']) {
    expect(parseOwner(text)).toMatchObject({ left: { kind: 'bad-id' } });
  }
});
