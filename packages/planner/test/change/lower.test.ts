import { describe, expect, test } from 'vitest';
import { lower, type Operation, type Resource, type ResourceKind, type ResourceOf } from '../../src/index.js';
import { key } from '../documents.js';

const network = 'tn';
const home = { owner: network, netns: 'n-tn' } as const;
const own = { owner: '@node' } as const;
const port0 = { kind: 'LinkMaster', ...own, device: 'eth0', master: 'zos', type: 'bridge' } as const;
const carried = {
  owner: '@node',
  device: 'eth0',
  object: 'address',
  family: 'ipv4',
  words: '192.168.1.10/24 dev eth0',
} as const;
const device = { ...home, device: 'w-tn' } as const;

const bridge: ResourceOf<'Link'> = {
  kind: 'Link',
  owner: network,
  name: 'b-tn',
  type: 'bridge',
  mtu: 1500,
  alias: 'networkd:tn',
  disableIpv6: true,
};
const macvlan: ResourceOf<'Link'> = {
  ...{ kind: 'Link', ...home, name: 'n-tn', type: 'macvlan', link: 'b-tn', birth: 'n-tn' },
  ...{ mtu: 1500, alias: 'networkd:tn', disableIpv6: false },
};
const wireguard: ResourceOf<'Link'> = {
  ...{ kind: 'Link', ...home, name: 'w-tn', type: 'wireguard', birth: 'public' },
  ...{ mtu: 1420, alias: 'networkd:tn', disableIpv6: false },
};
const port: ResourceOf<'ListenPort'> = { kind: 'ListenPort', ...device, birth: 'public', port: 7001 };
const peer: ResourceOf<'Peer'> = {
  ...{ kind: 'Peer', ...device, publicKey: key(7), endpoint: '185.69.166.10:7001' },
  ...{ allowedIPs: ['10.1.3.0/24'], persistentKeepalive: 25 },
};
const table = { ...home, family: 'inet', name: 'networkd' } as const;
const route = { ...home, destination: '10.1.0.0/16', device: 'w-tn' } as const;
const rule = { ...home, family: 'ipv4', priority: 100, table: 110 } as const;
const flag = { disruptive: true } as const;

/** An operation without what is for people: the kind of the change and the reason are those of its change. */
type Step = Operation extends infer O ? (O extends Operation ? Omit<O, 'reason' | 'change'> : never) : never;

interface Case {
  readonly resource: Resource;
  readonly make: readonly Step[];
  readonly remove: readonly Step[];
}

/** What makes a resource of each kind, and what takes it away. */
const cases: { readonly [K in ResourceKind]: readonly (Case & { resource: { kind: K } })[] } = {
  Netns: [
    {
      resource: { kind: 'Netns', owner: network, name: 'n-tn' },
      make: [{ kind: 'NetnsAdd', owner: network, name: 'n-tn' }],
      remove: [{ kind: 'NetnsDelete', owner: network, name: 'n-tn' }],
    },
  ],
  Sysctl: [
    {
      resource: { kind: 'Sysctl', ...home, key: 'net.ipv4.ip_forward', value: '1' },
      make: [{ kind: 'SysctlSet', ...home, key: 'net.ipv4.ip_forward', value: '1' }],
      remove: [],
    },
  ],
  NftTable: [
    {
      resource: { kind: 'NftTable', ...table, hash: 'abc', ruleset: 'chain forward {}' },
      make: [{ kind: 'NftCreateTable', ...table, hash: 'abc', ruleset: 'chain forward {}' }],
      remove: [{ kind: 'NftDeleteTable', ...table }],
    },
  ],
  Link: [
    {
      resource: {
        ...{ kind: 'Link', ...own, name: 'vlan-zos', type: 'vlan', link: 'eth0', vlanId: 7 },
        ...{ mtu: 1500, alias: 'networkd:@node', disableIpv6: true },
      },
      make: [
        { kind: 'LinkSet', ...own, name: 'eth0', up: true },
        {
          ...{ kind: 'LinkAdd', ...own, name: 'vlan-zos', type: 'vlan', link: 'eth0', vlanId: 7 },
          ...{ mtu: 1500, alias: 'networkd:@node' },
        },
        { kind: 'SysctlSet', ...own, key: 'net.ipv6.conf.vlan-zos.disable_ipv6', value: '1' },
      ],
      remove: [{ kind: 'LinkDelete', ...own, name: 'vlan-zos' }],
    },
    {
      resource: {
        ...{ kind: 'Link', ...home, name: 'public', type: 'macvlan', link: 'br-ndmz' },
        ...{ address: '02:00:00:00:00:01', mtu: 1500, alias: 'networkd:tn', disableIpv6: false },
      },
      make: [
        {
          ...{
            kind: 'LinkAdd',
            owner: network,
            to: 'n-tn',
            name: 'public',
            type: 'macvlan',
            link: 'br-ndmz',
          },
          ...{ address: '02:00:00:00:00:01', mtu: 1500, alias: 'networkd:tn' },
        },
      ],
      remove: [{ kind: 'LinkDelete', ...home, name: 'public' }],
    },
    {
      resource: bridge,
      make: [
        { kind: 'LinkAdd', owner: network, name: 'b-tn', type: 'bridge', mtu: 1500, alias: 'networkd:tn' },
        { kind: 'SysctlSet', owner: network, key: 'net.ipv6.conf.b-tn.disable_ipv6', value: '1' },
      ],
      remove: [{ kind: 'LinkDelete', owner: network, name: 'b-tn' }],
    },
    {
      resource: macvlan,
      make: [
        {
          kind: 'LinkAdd',
          ...home,
          name: 'n-tn',
          type: 'macvlan',
          link: 'b-tn',
          mtu: 1500,
          alias: 'networkd:tn',
        },
      ],
      remove: [{ kind: 'LinkDelete', ...home, name: 'n-tn' }],
    },
    {
      resource: wireguard,
      make: [
        {
          ...{ kind: 'LinkAdd', owner: network, netns: 'public', name: 'w-tn' },
          ...{ type: 'wireguard', mtu: 1420, alias: 'networkd:tn' },
        },
        { kind: 'LinkMove', owner: network, netns: 'public', name: 'w-tn', to: 'n-tn' },
      ],
      remove: [{ kind: 'LinkDelete', ...home, name: 'w-tn', ...flag }],
    },
  ],
  LinkMaster: [
    {
      resource: { ...port0, disableIpv6: true, mtu: 1500 },
      make: [
        { kind: 'LinkSet', ...own, name: 'eth0', mtu: 1500 },
        { kind: 'LinkSetMaster', ...own, name: 'eth0', master: 'zos' },
        { kind: 'SysctlSet', ...own, key: 'net.ipv6.conf.eth0.disable_ipv6', value: '1' },
        { kind: 'LinkSet', ...own, name: 'eth0', up: true },
      ],
      remove: [
        { kind: 'SysctlSet', ...own, key: 'net.ipv6.conf.eth0.disable_ipv6', value: '0' },
        { kind: 'LinkRemoveMaster', ...own, name: 'eth0' },
      ],
    },
    {
      resource: { ...port0, disableIpv6: true, wasDown: true },
      make: [
        { kind: 'LinkSetMaster', ...own, name: 'eth0', master: 'zos' },
        { kind: 'SysctlSet', ...own, key: 'net.ipv6.conf.eth0.disable_ipv6', value: '1' },
        { kind: 'LinkSet', ...own, name: 'eth0', up: true },
      ],
      remove: [
        { kind: 'LinkSet', ...own, name: 'eth0', up: false },
        { kind: 'SysctlSet', ...own, key: 'net.ipv6.conf.eth0.disable_ipv6', value: '0' },
        { kind: 'LinkRemoveMaster', ...own, name: 'eth0' },
      ],
    },
    {
      resource: { ...port0, master: 'bond-zos', type: 'bond', disableIpv6: false },
      make: [
        { kind: 'LinkSet', ...own, name: 'eth0', up: false },
        { kind: 'LinkSetMaster', ...own, name: 'eth0', master: 'bond-zos' },
        { kind: 'SysctlSet', ...own, key: 'net.ipv6.conf.eth0.disable_ipv6', value: '0' },
        { kind: 'LinkSet', ...own, name: 'eth0', up: true },
      ],
      remove: [
        { kind: 'LinkRemoveMaster', ...own, name: 'eth0' },
        { kind: 'LinkSet', ...own, name: 'eth0', up: true },
      ],
    },
    {
      resource: { ...port0, device: 'zos-pub' },
      make: [{ kind: 'LinkSetMaster', ...own, name: 'zos-pub', master: 'zos' }],
      remove: [{ kind: 'LinkRemoveMaster', ...own, name: 'zos-pub' }],
    },
  ],
  DhcpClient: [
    {
      resource: { kind: 'DhcpClient', ...own, device: 'zos' },
      make: [{ kind: 'DhcpClientStart', ...own, device: 'zos' }],
      remove: [{ kind: 'DhcpClientStop', ...own, device: 'zos' }],
    },
  ],
  WireGuardDevice: [
    {
      resource: { kind: 'WireGuardDevice', ...device, publicKey: key(1) },
      make: [{ kind: 'WireGuardSetDevice', ...device, secret: 'n-tn', publicKey: key(1) }],
      remove: [],
    },
  ],
  ListenPort: [
    {
      resource: port,
      make: [{ kind: 'WireGuardSetDevice', ...device, listenPort: 7001 }],
      remove: [{ kind: 'WireGuardSetDevice', ...device, listenPort: 0, ...flag }],
    },
  ],
  Peer: [
    {
      resource: peer,
      make: [
        {
          ...{ kind: 'WireGuardSetPeer', ...device, publicKey: key(7), endpoint: '185.69.166.10:7001' },
          ...{ allowedIPs: ['10.1.3.0/24'], persistentKeepalive: 25 },
        },
      ],
      remove: [{ kind: 'WireGuardRemovePeer', ...device, publicKey: key(7), ...flag }],
    },
    {
      resource: { kind: 'Peer', ...device, publicKey: key(7), allowedIPs: ['10.1.3.0/24'] },
      make: [{ kind: 'WireGuardSetPeer', ...device, publicKey: key(7), allowedIPs: ['10.1.3.0/24'] }],
      remove: [{ kind: 'WireGuardRemovePeer', ...device, publicKey: key(7), ...flag }],
    },
  ],
  Address: [
    {
      resource: { kind: 'Address', ...device, address: '100.64.1.2/16' },
      make: [{ kind: 'AddressAdd', ...device, address: '100.64.1.2/16' }],
      remove: [{ kind: 'AddressDelete', ...device, address: '100.64.1.2/16' }],
    },
  ],
  LinkUp: [
    {
      resource: { kind: 'LinkUp', ...device },
      make: [{ kind: 'LinkSet', ...home, name: 'w-tn', up: true }],
      remove: [{ kind: 'LinkSet', ...home, name: 'w-tn', up: false, ...flag }],
    },
  ],
  Route: [
    {
      resource: { kind: 'Route', ...route },
      make: [{ kind: 'RouteReplace', ...route }],
      remove: [{ kind: 'RouteDelete', ...route }],
    },
    {
      resource: { kind: 'Route', ...route, via: '100.64.1.3', metric: 5 },
      make: [{ kind: 'RouteReplace', ...route, via: '100.64.1.3', metric: 5 }],
      remove: [{ kind: 'RouteDelete', ...route, via: '100.64.1.3', metric: 5 }],
    },
  ],
  FreeNic: [
    {
      resource: { kind: 'FreeNic', ...own, device: 'eth0', mtu: 9000, up: false, disableIpv6: false },
      make: [{ kind: 'LinkSet', ...own, name: 'eth0', mtu: 9000, up: false }],
      remove: [],
    },
    {
      resource: {
        ...{ kind: 'FreeNic', ...own, device: 'eth0', mtu: 1500, up: true, disableIpv6: true },
        ipv6Mtu: 1400,
      },
      make: [
        { kind: 'LinkSet', ...own, name: 'eth0', mtu: 1500, up: true },
        { kind: 'SysctlSet', ...own, key: 'net.ipv6.conf.eth0.disable_ipv6', value: '1' },
        { kind: 'SysctlSet', ...own, key: 'net.ipv6.conf.eth0.mtu', value: '1400' },
      ],
      remove: [],
    },
  ],
  Carried: [
    {
      resource: { kind: 'Carried', ...carried, place: 3, validLft: 60, preferredLft: 30 },
      make: [{ kind: 'CarriedAdd', ...carried, validLft: 60, preferredLft: 30 }],
      remove: [{ kind: 'CarriedDelete', ...carried }],
    },
  ],
  Rule: [
    {
      resource: { kind: 'Rule', ...rule },
      make: [{ kind: 'RuleAdd', ...rule }],
      remove: [{ kind: 'RuleDelete', ...rule }],
    },
    {
      resource: { kind: 'Rule', ...rule, from: '10.1.2.0/24', to: '10.1.0.0/16' },
      make: [{ kind: 'RuleAdd', ...rule, from: '10.1.2.0/24', to: '10.1.0.0/16' }],
      remove: [{ kind: 'RuleDelete', ...rule, from: '10.1.2.0/24', to: '10.1.0.0/16' }],
    },
  ],
};

describe('what is made and taken away, each kind by its own operations', () => {
  const all: readonly Case[] = Object.values(cases).flat();
  test.each(all)('$resource.kind %#', ({ resource, make, remove }) => {
    const reason = 'wanted';
    expect(lower([{ kind: 'Create', after: resource, reason }])).toStrictEqual(
      make.map((each) => ({ ...each, reason, change: 'Create' })),
    );
    expect(lower([{ kind: 'Delete', before: resource, reason }])).toStrictEqual(
      remove.map((each) => ({ ...each, reason, change: 'Delete' })),
    );
  });
});
