import { expect, describe as group, test } from 'vitest';
import {
  commandsOf,
  describe,
  type Invocation,
  invocationOf,
  type Operation,
  type OperationKind,
} from '../../src/index.js';
import { key } from '../documents.js';

const host = { owner: 'tn', reason: 'why', change: 'Create' } as const;
const node = { ...host, owner: '@node' } as const;
const inside = { ...host, netns: 'n-tn' } as const;
const gone = { ...inside, change: 'Delete' } as const;

const peer = { ...inside, device: 'w-tn', publicKey: key(7) } as const;
const route = { ...inside, destination: '10.1.0.0/16', device: 'w-tn' } as const;
const way = { via: '100.64.1.2', metric: 5 } as const;
const rule = { ...inside, family: 'ipv4', priority: 100, table: 110 } as const;
const table = { ...inside, family: 'inet', name: 'networkd' } as const;

/** A command of these words, with an empty one where two spaces meet. */
function words(text: string): Invocation {
  return { argv: text.split(' ') };
}

/** A DHCP client that asks for ever, for all that we use, and runs our script. */
function client(text: string): Invocation {
  const more = '-t 4 -T 2 -A 5 -O staticroutes -O mtu -s';
  return { argv: [...`${text} ${more}`.split(' '), { state: 'udhcpc.sh' }] };
}

type Case<K extends OperationKind> = readonly [Extract<Operation, { kind: K }>, string, ...Invocation[]];

/** Operations of every kind, with all they can have and with no more than they need, as a line and as commands. */
const cases: { readonly [K in OperationKind]: readonly Case<K>[] } = {
  NetnsAdd: [[{ ...host, kind: 'NetnsAdd', name: 'n-tn' }, '+ netns n-tn', words('ip netns add n-tn')]],
  NetnsDelete: [
    [
      { ...host, change: 'Delete', kind: 'NetnsDelete', name: 'n-tn' },
      '- netns n-tn',
      words('ip netns delete n-tn'),
    ],
  ],
  LinkAdd: [
    [
      {
        ...{ ...node, kind: 'LinkAdd', name: 'zos', type: 'bridge', address: '52:54:00:00:00:01' },
        ...{ mtu: 1500, alias: 'networkd:@node' },
      },
      '+ link zos type bridge address 52:54:00:00:00:01 mtu 1500',
      words('ip link add name zos address 52:54:00:00:00:01 group 110 mtu 1501 type bridge'),
      words('ip link set dev zos alias networkd:@node mtu 1500'),
    ],
    [
      {
        ...{ ...node, kind: 'LinkAdd', name: 'bond-zos', type: 'bond', mode: '802.3ad' },
        ...{ mtu: 1500, alias: 'networkd:@node' },
      },
      '+ link bond-zos type bond mode 802.3ad mtu 1500',
      words('ip link add name bond-zos group 110 mtu 1500 type bond mode 802.3ad miimon 100'),
      words('ip link set dev bond-zos alias networkd:@node'),
    ],
    [
      {
        ...{ ...node, kind: 'LinkAdd', name: 'vlan-zos', type: 'vlan', link: 'eth0', vlanId: 7 },
        ...{ mtu: 1500, alias: 'networkd:@node' },
      },
      '+ link vlan-zos type vlan link eth0 id 7 mtu 1500',
      words('ip link add link eth0 name vlan-zos group 110 mtu 1500 type vlan id 7'),
      words('ip link set dev vlan-zos alias networkd:@node'),
    ],
    [
      {
        ...{ ...node, kind: 'LinkAdd', name: 'pub-zos', type: 'veth', peer: 'zos-pub' },
        ...{ mtu: 1500, alias: 'networkd:@node' },
      },
      '+ link pub-zos type veth peer zos-pub mtu 1500',
      words('ip link add name pub-zos group 110 mtu 1500 type veth peer name zos-pub group 110 mtu 1500'),
      words('ip link set dev pub-zos alias networkd:@node'),
      words('ip link set dev zos-pub alias networkd:@node'),
    ],
    [
      {
        ...{ ...host, kind: 'LinkAdd', name: 'public', type: 'macvlan', link: 'br-ndmz', to: 'n-tn' },
        ...{ mtu: 1500, alias: 'networkd:tn' },
      },
      '+ link public type macvlan link br-ndmz mtu 1500 in n-tn',
      words('ip link add link br-ndmz name public netns n-tn group 110 mtu 1500 type macvlan mode bridge'),
      words('ip -n n-tn link set dev public alias networkd:tn'),
    ],
    [
      { ...host, kind: 'LinkAdd', name: 'b-tn', type: 'bridge', mtu: 1500, alias: 'networkd:tn' },
      '+ link b-tn type bridge mtu 1500',
      words('ip link add name b-tn group 110 mtu 1500 type bridge'),
      words('ip link set dev b-tn alias networkd:tn'),
    ],
    [
      {
        ...inside,
        kind: 'LinkAdd',
        name: 'n-tn',
        type: 'macvlan',
        link: 'b-tn',
        mtu: 1500,
        alias: 'networkd:tn',
      },
      '+ link n-tn type macvlan link b-tn mtu 1500 in n-tn',
      words('ip -n n-tn link add link b-tn name n-tn group 110 mtu 1500 type macvlan mode bridge'),
      words('ip -n n-tn link set dev n-tn alias networkd:tn'),
    ],
    [
      {
        ...{ ...host, netns: 'public' },
        ...{ kind: 'LinkAdd', name: 'w-tn', type: 'wireguard', mtu: 1420, alias: 'networkd:tn' },
      },
      '+ link w-tn type wireguard mtu 1420 in public',
      words('ip -n public link add name w-tn group 110 mtu 1420 type wireguard'),
      words('ip -n public link set dev w-tn alias networkd:tn'),
    ],
  ],
  LinkSetMaster: [
    [
      { ...node, kind: 'LinkSetMaster', name: 'eth0', master: 'zos' },
      '+ link eth0 master zos',
      words('ip link set dev eth0 master zos'),
    ],
  ],
  LinkRemoveMaster: [
    [
      { ...node, netns: 'ndmz', change: 'Delete', kind: 'LinkRemoveMaster', name: 'a' },
      '- link a nomaster in ndmz',
      words('ip -n ndmz link set dev a nomaster'),
    ],
  ],
  DhcpClientStart: [
    [
      { ...node, kind: 'DhcpClientStart', device: 'zos' },
      '+ dhcp client on zos',
      client(
        'env NETWORKD_LEASE=/run/networkd/udhcpc/zos.lease udhcpc -f -R -i zos -p /run/networkd/udhcpc/zos.pid',
      ),
    ],
    [
      { ...node, netns: 'ndmz', change: 'Update', kind: 'DhcpClientStart', device: 'npub4' },
      '~ dhcp client on npub4 in ndmz',
      client(
        'ip netns exec ndmz env NETWORKD_LEASE=/run/networkd/udhcpc/ndmz:npub4.lease udhcpc -f -R -i npub4 -p /run/networkd/udhcpc/ndmz:npub4.pid',
      ),
    ],
  ],
  DhcpClientStop: [
    [
      { ...node, netns: 'ndmz', change: 'Delete', kind: 'DhcpClientStop', device: 'npub4' },
      '- dhcp client on npub4 in ndmz',
      words('pkill --pidfile /run/networkd/udhcpc/ndmz:npub4.pid --exact udhcpc'),
    ],
  ],
  LinkSet: [
    [
      { ...node, change: 'Update', kind: 'LinkSet', name: 'zos', address: '02:00:00:00:00:01' },
      '~ link zos address 02:00:00:00:00:01',
      words('ip link set dev zos address 02:00:00:00:00:01'),
    ],
    [
      {
        ...inside,
        kind: 'LinkSet',
        change: 'Update',
        name: 'w-tn',
        mtu: 1420,
        alias: 'networkd:tn',
        up: true,
      },
      '~ link w-tn mtu 1420 alias networkd:tn up in n-tn',
      words('ip -n n-tn link set dev w-tn mtu 1420 group 110 alias networkd:tn up'),
    ],
    [
      { ...host, kind: 'LinkSet', change: 'Update', name: 'b-tn', mtu: 1400 },
      '~ link b-tn mtu 1400',
      words('ip link set dev b-tn mtu 1400'),
    ],
    [
      { ...host, kind: 'LinkSet', change: 'Update', name: 'b-tn', alias: 'networkd:tn' },
      '~ link b-tn alias networkd:tn',
      words('ip link set dev b-tn group 110 alias networkd:tn'),
    ],
    [
      { ...gone, kind: 'LinkSet', name: 'w-tn', up: false },
      '- link w-tn down in n-tn',
      words('ip -n n-tn link set dev w-tn down'),
    ],
  ],
  LinkMove: [
    [
      { ...host, netns: 'public', kind: 'LinkMove', name: 'w-tn', to: 'n-tn' },
      '+ link w-tn netns n-tn, from public',
      words('ip -n public link set dev w-tn netns n-tn'),
    ],
    [
      { ...host, kind: 'LinkMove', name: 'w-tn', to: 'n-tn' },
      '+ link w-tn netns n-tn, from host',
      words('ip link set dev w-tn netns n-tn'),
    ],
    [
      { ...inside, kind: 'LinkMove', change: 'Update', name: 'w-tn' },
      '~ link w-tn netns host, from n-tn',
      words('ip -n n-tn link set dev w-tn netns 1'),
    ],
  ],
  LinkDelete: [
    [
      { ...gone, kind: 'LinkDelete', name: 'w-tn' },
      '- link w-tn in n-tn',
      words('ip -n n-tn link delete dev w-tn'),
    ],
    [
      { ...host, change: 'Delete', kind: 'LinkDelete', name: 'b-tn' },
      '- link b-tn',
      words('ip link delete dev b-tn'),
    ],
  ],
  AddressAdd: [
    [
      { ...inside, kind: 'AddressAdd', device: 'n-tn', address: '10.1.2.1/24' },
      '+ address 10.1.2.1/24 dev n-tn in n-tn',
      words('ip -n n-tn address add 10.1.2.1/24 dev n-tn'),
    ],
    [
      { ...host, kind: 'AddressAdd', device: 'b-tn', address: 'fd00:1:2:2::1/64' },
      '+ address fd00:1:2:2::1/64 dev b-tn',
      words('ip address add fd00:1:2:2::1/64 dev b-tn nodad'),
    ],
  ],
  AddressDelete: [
    [
      { ...gone, kind: 'AddressDelete', device: 'n-tn', address: 'fd00:1:2:2::1/64' },
      '- address fd00:1:2:2::1/64 dev n-tn in n-tn',
      words('ip -n n-tn address delete fd00:1:2:2::1/64 dev n-tn'),
    ],
  ],
  RouteReplace: [
    [
      { ...route, kind: 'RouteReplace' },
      '+ route 10.1.0.0/16 dev w-tn in n-tn',
      words('ip -n n-tn route replace 10.1.0.0/16 dev w-tn proto 110'),
    ],
    [
      { ...route, ...way, change: 'Update', kind: 'RouteReplace' },
      '~ route 10.1.0.0/16 via 100.64.1.2 dev w-tn metric 5 in n-tn',
      words('ip -n n-tn route replace 10.1.0.0/16 via 100.64.1.2 dev w-tn metric 5 proto 110'),
    ],
  ],
  RouteDelete: [
    [
      { ...route, ...way, change: 'Delete', kind: 'RouteDelete' },
      '- route 10.1.0.0/16 via 100.64.1.2 dev w-tn metric 5 in n-tn',
      words('ip -n n-tn route delete 10.1.0.0/16 via 100.64.1.2 dev w-tn metric 5 proto 110'),
    ],
  ],
  RuleAdd: [
    [
      { ...rule, kind: 'RuleAdd', from: '10.1.2.0/24', to: '10.1.0.0/16' },
      '+ rule ipv4 100 from 10.1.2.0/24 to 10.1.0.0/16 table 110 in n-tn',
      words('ip -n n-tn -4 rule add priority 100 from 10.1.2.0/24 to 10.1.0.0/16 table 110 protocol 110'),
    ],
    [
      { ...host, kind: 'RuleAdd', family: 'ipv6', priority: 7, table: 9 },
      '+ rule ipv6 7 table 9',
      words('ip -6 rule add priority 7 table 9 protocol 110'),
    ],
  ],
  RuleDelete: [
    [
      { ...rule, change: 'Delete', kind: 'RuleDelete', from: '10.1.2.0/24' },
      '- rule ipv4 100 from 10.1.2.0/24 table 110 in n-tn',
      words('ip -n n-tn -4 rule delete priority 100 from 10.1.2.0/24 table 110 protocol 110'),
    ],
    [
      { ...rule, change: 'Delete', kind: 'RuleDelete', to: '10.1.0.0/16' },
      '- rule ipv4 100 to 10.1.0.0/16 table 110 in n-tn',
      words('ip -n n-tn -4 rule delete priority 100 to 10.1.0.0/16 table 110 protocol 110'),
    ],
  ],
  CarriedAdd: [
    [
      {
        ...{ ...node, kind: 'CarriedAdd', device: 'eth0', object: 'address', family: 'ipv4' },
        ...{ words: '192.168.1.10/24 dev eth0 label eth0:1', validLft: 60, preferredLft: 30 },
      },
      '+ address 192.168.1.10/24 dev eth0 label eth0:1',
      words('ip address add 192.168.1.10/24 dev eth0 label eth0:1 valid_lft 60 preferred_lft 30'),
    ],
    [
      {
        ...{ ...node, kind: 'CarriedAdd', device: 'eth0', object: 'route', family: 'ipv6' },
        ...{ words: 'unicast ::/0 via fe80::1 dev eth0 proto 4 table 254 metric 50', validLft: 60 },
      },
      '+ route unicast ::/0 via fe80::1 dev eth0 proto 4 table 254 metric 50',
      words('ip route append unicast ::/0 via fe80::1 dev eth0 proto 4 table 254 metric 50 expires 60'),
    ],
  ],
  CarriedDelete: [
    [
      {
        ...{ ...node, change: 'Delete', kind: 'CarriedDelete', device: 'eth0', object: 'rule' },
        ...{ family: 'ipv6', words: 'priority 7 from all iif eth0 lookup 9 protocol 0' },
      },
      '- rule priority 7 from all iif eth0 lookup 9 protocol 0',
      words('ip -6 rule delete priority 7 from all iif eth0 lookup 9 protocol 0'),
    ],
  ],
  SysctlSet: [
    [
      { ...inside, kind: 'SysctlSet', key: 'net.ipv4.ip_forward', value: '1' },
      '+ sysctl net.ipv4.ip_forward = 1 in n-tn',
      words('ip netns exec n-tn sysctl -qw net.ipv4.ip_forward=1'),
    ],
    [
      { ...host, kind: 'SysctlSet', key: 'net.ipv6.conf.b-tn.disable_ipv6', value: '1' },
      '+ sysctl net.ipv6.conf.b-tn.disable_ipv6 = 1',
      words('sysctl -qw net.ipv6.conf.b-tn.disable_ipv6=1'),
    ],
  ],
  WireGuardSetDevice: [
    [
      { ...peer, kind: 'WireGuardSetDevice', secret: 'n-tn', listenPort: 7001 },
      '+ wg w-tn listen-port 7001 private-key secret n-tn',
      {
        argv: [
          ...['ip', 'netns', 'exec', 'n-tn', 'wg', 'set', 'w-tn', 'listen-port', '7001', 'private-key'],
          { secret: 'n-tn' },
        ],
      },
    ],
    [
      { ...peer, kind: 'WireGuardSetDevice', secret: 'n-tn' },
      '+ wg w-tn private-key secret n-tn',
      { argv: [...words('ip netns exec n-tn wg set w-tn private-key').argv, { secret: 'n-tn' }] },
    ],
    [
      { ...gone, kind: 'WireGuardSetDevice', device: 'w-tn', listenPort: 0 },
      '- wg w-tn listen-port released',
      words('ip netns exec n-tn wg set w-tn listen-port 0'),
    ],
    [
      { ...host, kind: 'WireGuardSetDevice', device: 'w-tn', listenPort: 7001 },
      '+ wg w-tn listen-port 7001',
      words('wg set w-tn listen-port 7001'),
    ],
  ],
  WireGuardSetPeer: [
    [
      {
        ...{ ...peer, kind: 'WireGuardSetPeer', endpoint: '[2a02:1802:5e::a]:7001' },
        ...{ allowedIPs: ['10.1.2.0/24', 'fd00:1:2:2::/64'], persistentKeepalive: 25 },
      },
      `+ wg w-tn peer ${key(7)} endpoint [2a02:1802:5e::a]:7001 persistent-keepalive 25 allowed-ips 10.1.2.0/24,fd00:1:2:2::/64`,
      words(
        `ip netns exec n-tn wg set w-tn peer ${key(7)} endpoint [2a02:1802:5e::a]:7001 persistent-keepalive 25 allowed-ips 10.1.2.0/24,fd00:1:2:2::/64`,
      ),
    ],
    [
      { ...peer, kind: 'WireGuardSetPeer', change: 'Update', allowedIPs: ['10.1.2.0/24'] },
      `~ wg w-tn peer ${key(7)} allowed-ips 10.1.2.0/24`,
      words(`ip netns exec n-tn wg set w-tn peer ${key(7)} persistent-keepalive off allowed-ips 10.1.2.0/24`),
    ],
  ],
  WireGuardRemovePeer: [
    [
      { ...peer, change: 'Delete', kind: 'WireGuardRemovePeer' },
      `- wg w-tn peer ${key(7)}`,
      words(`ip netns exec n-tn wg set w-tn peer ${key(7)} remove`),
    ],
  ],
  NftCreateTable: [
    [
      { ...table, kind: 'NftCreateTable', hash: 'abc', ruleset: '  chain forward {\n  }' },
      '+ nft table inet networkd in n-tn',
      {
        ...words('ip netns exec n-tn nft -f -'),
        stdin: [
          ...['create table inet networkd { comment "abc"; }', 'table inet networkd {'],
          ...['  chain forward {', '  }', '}', ''],
        ].join('\n'),
      },
    ],
  ],
  NftReplaceTable: [
    [
      { ...table, kind: 'NftReplaceTable', hash: 'abc', ruleset: '  chain forward {\n  }' },
      '+ nft table inet networkd in n-tn',
      {
        ...words('ip netns exec n-tn nft -f -'),
        stdin: [
          ...['add table inet networkd', 'delete table inet networkd', 'table inet networkd {'],
          ...['  comment "abc"', '  chain forward {', '  }', '}', ''],
        ].join('\n'),
      },
    ],
  ],
  NftDeleteTable: [
    [
      { ...table, change: 'Delete', kind: 'NftDeleteTable' },
      '- nft table inet networkd in n-tn',
      words('ip netns exec n-tn nft delete table inet networkd'),
    ],
  ],
};

group('an operation is one line for people, and exact commands for Linux', () => {
  const all: readonly Case<OperationKind>[] = Object.values(cases).flat();
  test.each(all.map(([operation, line, ...commands]) => ({ operation, line, commands })))(
    '$line',
    ({ operation, line, commands }) => {
      expect(describe(operation)).toBe(line);
      expect(commandsOf(operation).map(invocationOf)).toStrictEqual(commands);
    },
  );
});
