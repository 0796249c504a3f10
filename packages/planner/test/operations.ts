import type { Operation, OperationKind } from '../src/index.js';
import { digest } from '../src/scalar/digest.js';
import { key } from './documents.js';

const step = { owner: 'tn', reason: 'why', change: 'Create', disruptive: true } as const;
const inside = { ...step, netns: 'n-tn' } as const;
const own = { ...step, owner: '@node' } as const;
const peer = { ...inside, device: 'w-tn', publicKey: key(7) } as const;
const address = { ...inside, device: 'n-tn', address: '10.1.2.1/24' } as const;
const route = {
  ...inside,
  destination: '10.1.0.0/16',
  device: 'w-tn',
  via: '100.64.1.2',
  metric: 5,
} as const;
const selector = { from: '10.1.0.0/16', to: 'fd00::/48' } as const;
const rule = { ...inside, family: 'ipv4', priority: 100, ...selector, table: 110 } as const;
const table = { ...inside, family: 'inet', name: 'networkd' } as const;

const carried = {
  device: 'eth0',
  object: 'address',
  family: 'ipv4',
  words: '192.168.1.10/24 dev eth0 broadcast 192.168.1.255',
} as const;

const mark = 'networkd:@node';

const ruleset = [
  '  chain networkd-input {',
  '    type filter hook input priority filter; policy drop;',
  '    ct state established,related accept',
  '    iifname { "n-tn", "w-tn" } accept',
  '  }',
].join('\n');

/** An operation of each kind, with every field that it can have, within the network `tn` or, of its own kinds, the node. */
const samples = {
  NetnsAdd: { ...step, kind: 'NetnsAdd', name: 'n-tn' },
  NetnsDelete: { ...step, kind: 'NetnsDelete', name: 'n-tn' },
  LinkAdd: {
    ...inside,
    kind: 'LinkAdd',
    name: 'n-tn',
    type: 'macvlan',
    link: 'b-tn',
    mtu: 1500,
    address: '02:00:00:00:00:01',
    alias: 'networkd:tn',
  },
  LinkSet: {
    ...inside,
    kind: 'LinkSet',
    name: 'w-tn',
    mtu: 1420,
    alias: 'networkd:tn',
    address: '02:00:00:00:00:01',
    up: true,
  },
  LinkMove: { ...inside, kind: 'LinkMove', netns: 'public', name: 'w-tn', to: 'n-tn' },
  LinkDelete: { ...inside, kind: 'LinkDelete', name: 'b-tn' },
  AddressAdd: { ...address, kind: 'AddressAdd' },
  AddressDelete: { ...address, kind: 'AddressDelete' },
  RouteReplace: { ...route, kind: 'RouteReplace' },
  RouteDelete: { ...route, kind: 'RouteDelete' },
  RuleAdd: { ...rule, kind: 'RuleAdd' },
  RuleDelete: { ...rule, kind: 'RuleDelete' },
  LinkSetMaster: { ...own, kind: 'LinkSetMaster', name: 'eth0', master: 'zos' },
  LinkRemoveMaster: { ...own, kind: 'LinkRemoveMaster', name: 'eth0' },
  DhcpClientStart: { ...own, netns: 'ndmz', kind: 'DhcpClientStart', device: 'npub4' },
  DhcpClientStop: { ...own, netns: 'ndmz', kind: 'DhcpClientStop', device: 'npub4' },
  CarriedAdd: { ...own, kind: 'CarriedAdd', ...carried, validLft: 3600, preferredLft: 1800 },
  CarriedDelete: { ...own, kind: 'CarriedDelete', ...carried },
  SysctlSet: { ...inside, kind: 'SysctlSet', key: 'net.ipv4.ip_forward', value: '1' },
  WireGuardSetDevice: {
    ...peer,
    kind: 'WireGuardSetDevice',
    secret: 'n-tn',
    listenPort: 7001,
  },
  WireGuardSetPeer: {
    ...peer,
    kind: 'WireGuardSetPeer',
    endpoint: '[2a02:1802:5e::a]:7001',
    allowedIPs: ['10.1.2.0/24', 'fd00:1:2::/64'],
    persistentKeepalive: 25,
  },
  WireGuardRemovePeer: { ...peer, kind: 'WireGuardRemovePeer' },
  NftCreateTable: { ...table, kind: 'NftCreateTable', hash: digest(ruleset), ruleset },
  NftReplaceTable: { ...table, kind: 'NftReplaceTable', hash: digest(ruleset), ruleset },
  NftDeleteTable: { ...table, kind: 'NftDeleteTable' },
} satisfies { readonly [K in OperationKind]: Extract<Operation, { kind: K }> };

/** Of what only the node makes of links: each kind of its own, and an egress link of a network. */
const links: readonly Operation[] = [
  { ...own, kind: 'LinkAdd', name: 'bond-zos', type: 'bond', mode: '802.3ad', mtu: 1500, alias: mark },
  {
    ...own,
    kind: 'LinkAdd',
    name: 'vlan-zos',
    type: 'vlan',
    link: 'eth0',
    vlanId: 7,
    mtu: 1500,
    alias: mark,
  },
  { ...own, kind: 'LinkAdd', name: 'pub-zos', type: 'veth', peer: 'zos-pub', mtu: 1500, alias: mark },
  {
    ...{ ...step, kind: 'LinkAdd', name: 'public', type: 'macvlan', link: 'br-ndmz', to: 'n-tn' },
    ...{ address: '02:00:00:00:00:02', mtu: 1500, alias: 'networkd:tn' },
  },
];

export const oneOfEach: readonly Operation[] = [...Object.values(samples), ...links];
