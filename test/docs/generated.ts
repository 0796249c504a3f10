import { readFileSync } from 'node:fs';
import {
  argvOf,
  commandsOf,
  describe,
  errorKinds,
  meanings,
  type Operation,
  type OperationKind,
} from '@networkd/planner';
import { classes, nicFaults } from './farm.js';

/** The parts of the documentation that are made from the code, by name. */
export const generated: Readonly<Record<string, () => string>> = {
  operations,
  kinds,
  property,
  classes,
  nicFaults,
  singleNic: () => dryRun('101-single-nic'),
  dualNic: () => dryRun('102-dual-nic'),
  publicDualNic: () => dryRun('103-public-dual-nic'),
  publicSingleNic: () => dryRun('104-public-single-nic'),
};

/** What an example's golden file says `tn node plan` prints. */
function dryRun(example: string): string {
  return `\`\`\`text\n${readFileSync(`examples/${example}/plan.a.txt`, 'utf8')}\`\`\``;
}

/** The ten lines of the README are a test that is run as such. */
function property(): string {
  return `\`\`\`ts\n${readFileSync('packages/planner/test/readme.test.ts', 'utf8')}\`\`\``;
}

function kinds(): string {
  const rows = errorKinds.map((kind) => `| \`${kind}\` | ${meanings[kind].meaning} |`);
  return ['| kind | meaning |', '| --- | --- |', ...rows].join('\n');
}

const step = { owner: 'x', netns: 'n-x', reason: '', change: 'Create' } as const;
const own = { owner: '@node', reason: '', change: 'Create' } as const;
const publicKey = 'kDd5mB6L4gkd3U5W287JeQu7urFzBYH51JQZUrJd8Hg=';
const route = { destination: '10.1.0.0/16', device: 'w-x' } as const;
const rule = { family: 'ipv4', priority: 1000, from: '10.1.0.0/16', table: 110 } as const;

const carried = {
  device: 'eth0',
  object: 'route',
  family: 'ipv4',
  words: 'unicast 0.0.0.0/0 via 192.168.1.1 dev eth0 proto 3 table 254 scope 0',
} as const;

/** One of each operation, with what it means and what undoes it. */
const samples: readonly (readonly [operation: Operation, meaning: string, inverse: string])[] = [
  [{ ...step, kind: 'NetnsAdd', name: 'n-x' }, 'make the namespace of a network resource', 'NetnsDelete'],
  [
    { ...step, kind: 'NetnsDelete', name: 'n-x', change: 'Delete' },
    'delete it, when its links are gone',
    'NetnsAdd',
  ],
  [
    {
      owner: 'x',
      reason: '',
      change: 'Create',
      kind: 'LinkAdd',
      name: 'w-x',
      type: 'wireguard',
      mtu: 1420,
      alias: 'networkd:x',
    },
    'make a link where it is to be born, with its mark',
    'LinkDelete',
  ],
  [{ ...step, kind: 'LinkSet', name: 'w-x', up: true }, 'set MTU, alias, or up and down', 'LinkSet'],
  [
    {
      ...own,
      kind: 'LinkAdd',
      name: 'pub-zos',
      type: 'veth',
      peer: 'zos-pub',
      mtu: 1500,
      alias: 'networkd:@node',
    },
    'make both ends of a veth',
    'LinkDelete',
  ],
  [
    { ...own, kind: 'LinkSetMaster', name: 'eth0', master: 'zos' },
    'make a link a member of a bridge or a bond',
    'LinkRemoveMaster',
  ],
  [
    { ...own, kind: 'LinkRemoveMaster', name: 'eth0', change: 'Delete' },
    "make it nobody's member",
    'LinkSetMaster',
  ],
  [
    { owner: 'x', reason: '', change: 'Create', kind: 'LinkMove', name: 'w-x', to: 'n-x' },
    'move a link to another namespace',
    'LinkMove',
  ],
  [
    { ...step, kind: 'LinkDelete', name: 'w-x', change: 'Delete' },
    'delete a link and all that is on it',
    'LinkAdd',
  ],
  [
    { ...step, kind: 'AddressAdd', device: 'w-x', address: '100.64.1.2/16' },
    'give a link an address',
    'AddressDelete',
  ],
  [
    { ...step, kind: 'AddressDelete', device: 'w-x', address: '100.64.1.2/16', change: 'Delete' },
    'take it away',
    'AddressAdd',
  ],
  [{ ...step, kind: 'RouteReplace', ...route }, 'make or change a route', 'RouteDelete'],
  [{ ...step, kind: 'RouteDelete', ...route, change: 'Delete' }, 'delete a route', 'RouteReplace'],
  [{ ...step, kind: 'RuleAdd', ...rule }, 'make a policy rule', 'RuleDelete'],
  [{ ...step, kind: 'RuleDelete', ...rule, change: 'Delete' }, 'delete a policy rule', 'RuleAdd'],
  [
    { ...own, kind: 'CarriedAdd', ...carried },
    'give a NIC, or the bridge that takes over from it, what others had put there',
    'CarriedDelete',
  ],
  [
    { ...own, kind: 'CarriedDelete', ...carried, change: 'Delete' },
    'take from a NIC what others have put there; it is kept for the way back',
    'CarriedAdd',
  ],
  [
    { ...own, kind: 'DhcpClientStart', device: 'zos' },
    'start a DHCP client, in place of one that runs there',
    'DhcpClientStop',
  ],
  [
    { ...own, kind: 'DhcpClientStop', device: 'zos', change: 'Delete' },
    'stop it; the lease is released',
    'DhcpClientStart',
  ],
  [
    { ...step, kind: 'SysctlSet', key: 'net.ipv4.ip_forward', value: '1' },
    'set a kernel parameter',
    'SysctlSet',
  ],
  [
    { ...step, kind: 'WireGuardSetDevice', device: 'w-x', secret: 'n-x', publicKey },
    "set the device's key",
    'WireGuardSetDevice',
  ],
  [
    { ...step, kind: 'WireGuardSetDevice', device: 'w-x', listenPort: 7001 },
    "set the device's port",
    'WireGuardSetDevice',
  ],
  [
    {
      ...step,
      kind: 'WireGuardSetPeer',
      device: 'w-x',
      publicKey,
      endpoint: '192.0.2.1:7001',
      allowedIPs: ['10.1.2.0/24', '100.64.1.2/32'],
      persistentKeepalive: 25,
    },
    'make or change a peer',
    'WireGuardRemovePeer',
  ],
  [
    { ...step, kind: 'WireGuardRemovePeer', device: 'w-x', publicKey, change: 'Delete' },
    'remove a peer',
    'WireGuardSetPeer',
  ],
  [
    { ...step, kind: 'NftCreateTable', family: 'inet', name: 'networkd', hash: '…', ruleset: '…' },
    'make our table',
    'NftDeleteTable',
  ],
  [
    { ...step, kind: 'NftReplaceTable', family: 'inet', name: 'networkd', hash: '…', ruleset: '…' },
    'replace our table, whether it exists or not',
    'NftReplaceTable',
  ],
  [
    { ...step, kind: 'NftDeleteTable', family: 'inet', name: 'networkd', change: 'Delete' },
    'delete our table',
    'NftCreateTable',
  ],
];

/** By what an object is known as ours, and why an operation on it can fail. */
const facts: Readonly<Record<OperationKind, readonly [mark: string, failure: string]>> = {
  NetnsAdd: ['name, and our links in it', 'EEXIST: the name is taken'],
  NetnsDelete: ['name, and our links in it', 'ENOENT: it is gone already'],
  LinkAdd: [
    'group 110 at birth, then ifalias',
    'EEXIST: the name is taken; ENODEV: its lower link is gone; EOPNOTSUPP: no WireGuard in this kernel, then in userspace',
  ],
  LinkSet: [
    'ifalias',
    "ENODEV: it is gone; EADDRINUSE: the port of a device that comes up is taken; EINVAL: the MTU is more than the lower link's",
  ],
  LinkSetMaster: [
    'its master is ours',
    'ENODEV: one of the two is gone; EBUSY: a macvlan is on the link; EPERM: a member of a bond has to be down first',
  ],
  LinkRemoveMaster: ['its master is ours', 'ENODEV: it is gone'],
  LinkMove: ['ifalias', 'EEXIST: the name is taken there'],
  LinkDelete: ['ifalias', 'ENODEV: it is gone already'],
  AddressAdd: ['on a link of ours', 'EEXIST: it has the address'],
  AddressDelete: ['on a link of ours', 'EADDRNOTAVAIL: it has no such address'],
  RouteReplace: ['protocol 110', 'ENETDOWN: the link is down; ENETUNREACH: no way to the gateway'],
  RouteDelete: ['protocol 110', 'ESRCH: there is no such route'],
  DhcpClientStart: ['its process, by pid file and command line', 'ENODEV: the link is gone'],
  DhcpClientStop: [
    'its process, by pid file and command line',
    'nothing: one that has ended is as good as stopped',
  ],
  RuleAdd: ['protocol 110', 'EEXIST: it is there'],
  RuleDelete: ['protocol 110', 'ENOENT: there is no such rule'],
  CarriedAdd: [
    'on a NIC that is, or is to be, a member of ours',
    'EEXIST: it is there; ENETDOWN: the link is down; ENETUNREACH: no way to the gateway',
  ],
  CarriedDelete: [
    'on a NIC that is, or is to be, a member of ours',
    'EADDRNOTAVAIL, ESRCH, ENOENT: it is gone already',
  ],
  SysctlSet: ['in a namespace, or of a link, of ours', 'ENOENT: the kernel has no such parameter'],
  WireGuardSetDevice: ['on a link of ours', 'ENODEV: it is gone; EADDRINUSE: the port is taken'],
  WireGuardSetPeer: ['on a link of ours', 'ENODEV: the device is gone'],
  WireGuardRemovePeer: ['on a link of ours', 'ENODEV: the device is gone'],
  NftCreateTable: [
    "the table's name, its hash in the comment",
    'EEXIST: there is one by its name; ENOENT: the namespace is gone; nothing of the transaction is done',
  ],
  NftReplaceTable: [
    "the table's name, its hash in the comment",
    'ENOENT: the namespace is gone; nothing of the transaction is done',
  ],
  NftDeleteTable: ["the table's name", 'ENOENT: it is gone already'],
};

function operations(): string {
  const rows = samples.map(([operation, meaning, inverse]) => {
    const commands = commandsOf(operation).map((command) =>
      argvOf(command)
        .map((word) =>
          typeof word === 'string' ? word : 'secret' in word ? 'KEYS/x.key' : `STATE/${word.state}`,
        )
        .join(' '),
    );
    const code = commands.map((command) => `\`${command}\``).join('<br>');
    return `| ${operation.kind} | ${meaning} | \`${describe(operation).replaceAll('|', '\\|')}\` | ${code} | ${inverse} | ${facts[operation.kind].join(' | ')} |`;
  });
  return [
    '| operation | meaning | line | commands | inverse | mark | fails with |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
