import { bridge, type Claim, device, netns, up } from './claim.js';
import type { Given } from './step.js';

const alias = 'networkd:x';
const veth: Given = { kind: 'LinkAdd', name: 'n-x', type: 'veth', peer: 'n-y', mtu: 1500, alias };
const two = [bridge('b-x'), bridge('b-y')];
const join = (name: string, master: string): Given => ({ kind: 'LinkSetMaster', name, master });
const leave = (name: string): Given => ({ kind: 'LinkRemoveMaster', name });
const size = (name: string, mtu: number): Given => ({ kind: 'LinkSet', name, mtu });
const macvlan = (link: string, rest: object = {}): Given =>
  ({ kind: 'LinkAdd', name: 'w-x', type: 'macvlan', link, mtu: 1500, alias, ...rest }) as Given;

/** The node's own bridge, which keeps its MTU. */
const kept = { ...bridge('b-x'), owner: '@node' } as Given;

/** Of veths, ports and their masters, and MAC addresses. */
export const portClaims: readonly Claim[] = [
  [
    'both ends of a veth are made alike, and go as one',
    ['ENODEV'],
    [veth, { kind: 'LinkDelete', name: 'n-y' }, { kind: 'LinkDelete', name: 'n-x' }],
  ],
  [
    'a veth goes with its other end wherever that is, and with the namespace of that',
    [],
    [
      { kind: 'NetnsAdd', name: netns },
      veth,
      { kind: 'LinkMove', name: 'n-x', to: 'public' },
      { kind: 'LinkDelete', name: 'n-y' },
      veth,
      { kind: 'LinkMove', name: 'n-x', to: netns },
      { kind: 'NetnsDelete', name: netns },
    ],
  ],
  [
    'neither name of a veth may be taken',
    ['EEXIST', 'EEXIST'],
    [bridge('n-y'), veth, { ...veth, name: 'n-y', peer: 'n-x' } as Given],
  ],
  [
    'a member changes hands at once, and is free when its bridge goes',
    [],
    [veth, ...two, join('n-x', 'b-x'), join('n-x', 'b-y'), { kind: 'LinkDelete', name: 'b-y' }],
  ],
  [
    "what is nobody's member can be made so again, what moves is so by itself",
    [],
    [
      veth,
      ...two,
      join('n-x', 'b-x'),
      leave('n-x'),
      leave('n-x'),
      join('n-x', 'b-x'),
      { kind: 'LinkMove', name: 'n-x', to: 'public' },
    ],
  ],
  [
    'a link with a macvlan on it is no member, and a member bears no macvlan',
    ['EBUSY', 'EBUSY'],
    [veth, ...two, macvlan('n-x'), join('n-x', 'b-x'), join('n-y', 'b-x'), macvlan('n-y', { name: 'w-y' })],
  ],
  [
    'a port is neither a bridge nor a loopback, and of a bridge that is there',
    ['ELOOP', 'EINVAL', 'EOPNOTSUPP', 'ENODEV', 'ENODEV', 'ENODEV'],
    [
      veth,
      ...two,
      join('b-y', 'b-x'),
      join('lo', 'b-x'),
      join('n-x', 'n-y'),
      join('n-x', 'w-x'),
      join('w-x', 'b-x'),
      leave('w-x'),
    ],
  ],
  [
    'a bridge takes the least MTU of its members, and what is on it shrinks, until its own is set',
    [],
    [
      veth,
      bridge('b-x'),
      macvlan('b-x'),
      size('n-y', 1400),
      join('n-y', 'b-x'),
      size('n-y', 9000),
      join('n-x', 'b-x'),
      leave('n-x'),
      size('b-x', 4000),
      size('n-y', 3000),
    ],
  ],
  [
    'a bridge that was never set has the usual MTU without a port',
    [],
    [veth, size('n-x', 1400), bridge('b-x'), join('n-x', 'b-x'), leave('n-x')],
  ],
  [
    "the node's own bridge keeps its MTU from birth",
    [],
    [veth, kept, macvlan('b-x'), size('n-x', 1400), join('n-x', 'b-x'), leave('n-x')],
  ],
  [
    'a macvlan is made in another namespace at once',
    ['EEXIST', 'ENOENT'],
    [
      ...two,
      { kind: 'NetnsAdd', name: netns },
      macvlan('b-x', { to: netns }),
      macvlan('b-y', { to: netns }),
      macvlan('b-y', { to: 'n-y' }),
      { kind: 'LinkDelete', name: 'b-x' },
    ],
  ],
  [
    'a MAC address is given at birth or later, to a link that is up too, and moves along',
    ['EOPNOTSUPP'],
    [
      ...up,
      { ...veth, name: 'n-y', peer: 'w-y', address: '02:00:5e:00:00:01' } as Given,
      { kind: 'LinkSet', netns, name: device, address: '02:00:5e:00:00:02' },
      { kind: 'LinkSet', name: 'b-x', address: '02:00:5e:00:00:03' },
      { kind: 'LinkMove', name: 'n-y', to: 'public' },
      { kind: 'LinkSet', netns, name: 'w-x', address: '02:00:5e:00:00:04' },
    ],
  ],
  [
    'a link-local gateway is on every link that is up and takes part in IPv6',
    ['ENETDOWN', 'EACCES'],
    [
      veth,
      { kind: 'RouteReplace', device: 'n-x', destination: '::/0', via: 'fe80::1' },
      { kind: 'LinkSet', name: 'n-x', up: true },
      { kind: 'LinkSet', name: 'n-y', up: true },
      { kind: 'RouteReplace', device: 'n-x', destination: '::/0', via: 'fe80::1' },
      { kind: 'SysctlSet', key: 'net.ipv6.conf.n-y.disable_ipv6', value: '1' },
      { kind: 'RouteReplace', device: 'n-y', destination: '::/0', via: 'fe80::1' },
    ],
  ],
];
