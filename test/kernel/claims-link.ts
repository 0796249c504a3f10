import { both, bridge, type Claim, device, netns, promote, sysctl, up } from './claim.js';
import type { Given } from './step.js';

/** Of links, namespaces and tables. */
export const linkClaims: readonly Claim[] = [
  [
    'a bridge takes its macvlan along, wherever that is',
    [],
    [...up, ...both, { kind: 'LinkDelete', name: 'b-x' }],
  ],
  [
    'a macvlan follows its bridge to a smaller MTU only',
    ['EINVAL'],
    [
      ...up,
      { kind: 'LinkSet', name: 'b-x', mtu: 1400 },
      { kind: 'LinkSet', name: 'b-x', mtu: 9000 },
      { kind: 'LinkSet', netns, name: device, mtu: 9000 },
      { kind: 'LinkSet', name: 'b-x', mtu: 1500 },
      { kind: 'LinkSet', netns, name: device, mtu: 1600 },
    ],
  ],
  [
    'a macvlan is made no larger than its bridge, and only beside it',
    ['EINVAL', 'ENODEV', 'ENODEV'],
    [
      ...up,
      ...[{ mtu: 9000 }, { mtu: 1500, netns }, { mtu: 1500, link: 'b-y' }].map(
        (rest): Given => ({
          kind: 'LinkAdd',
          name: 'n-y',
          type: 'macvlan',
          link: 'b-x',
          alias: 'networkd:y',
          ...rest,
        }),
      ),
    ],
  ],
  [
    'a name that is taken is refused',
    ['EEXIST', 'EEXIST', 'EEXIST', 'EEXIST'],
    [
      ...up,
      { kind: 'NetnsAdd', name: netns },
      bridge('b-x'),
      bridge('lo'),
      { kind: 'LinkAdd', netns, name: 'w-x', type: 'wireguard', mtu: 1420, alias: '' },
    ],
  ],
  ['a name is at most 15 bytes', ['EINVAL'], [bridge('b-0123456789abc'), bridge('b-0123456789abcd')]],
  [
    'a link does not move where its name is taken',
    ['EEXIST'],
    [
      ...up,
      bridge('b-y'),
      { kind: 'LinkAdd', name: 'n-x', type: 'macvlan', link: 'b-x', mtu: 1500, alias: 'networkd:y' },
      { kind: 'LinkMove', name: 'n-x', to: netns },
    ],
  ],
  [
    'a bridge and a loopback stay where they are, a loopback is not deleted',
    ['EINVAL', 'EINVAL', 'EOPNOTSUPP'],
    [
      ...up,
      { kind: 'LinkMove', name: 'b-x', to: netns },
      { kind: 'LinkMove', netns, name: 'lo' },
      { kind: 'LinkDelete', netns, name: 'lo' },
    ],
  ],
  [
    'a link that moves arrives down and bare',
    [],
    [
      ...up,
      ...both,
      sysctl('net.ipv6.conf.n-x.disable_ipv6', '1'),
      { kind: 'LinkMove', netns, name: 'n-x', to: 'public' },
    ],
  ],
  [
    'a link that moves to where it is stays as it is',
    [],
    [...up, ...both, { kind: 'LinkMove', netns, name: 'n-x', to: netns }],
  ],
  [
    'a namespace takes everything in it, and what is stacked on that',
    ['ENOENT'],
    [
      ...up,
      ...both,
      { kind: 'NetnsAdd', name: 'n-y' },
      { ...bridge('b-y'), netns: 'n-y' } as Given,
      {
        kind: 'LinkAdd',
        netns: 'n-y',
        name: 'n-y',
        type: 'macvlan',
        link: 'b-y',
        mtu: 1500,
        alias: 'networkd:y',
      },
      { kind: 'LinkMove', netns: 'n-y', name: 'n-y' },
      { kind: 'NetnsDelete', name: 'n-y' },
      { kind: 'NetnsDelete', name: netns },
      { kind: 'NetnsDelete', name: netns },
    ],
  ],
  [
    'a namespace made again is bare',
    [],
    [...up, ...both, promote, { kind: 'NetnsDelete', name: netns }, { kind: 'NetnsAdd', name: netns }],
  ],
  [
    'a table is made once, replaced whether it is there or not, and deleted once',
    ['EEXIST', 'ENOENT'],
    [
      {
        kind: 'NftCreateTable',
        family: 'inet',
        name: 'networkd',
        hash: '0',
        ruleset: '  chain forward {\n  }',
      },
      { kind: 'NftCreateTable', family: 'inet', name: 'networkd', hash: '3', ruleset: '' },
      { kind: 'NftReplaceTable', family: 'inet', name: 'networkd', hash: '1', ruleset: '' },
      { kind: 'NftReplaceTable', family: 'inet', name: 'networkd', hash: '2', ruleset: '' },
      { kind: 'NftReplaceTable', family: 'inet', name: 'other', hash: '2', ruleset: '' },
      { kind: 'NftDeleteTable', family: 'inet', name: 'networkd' },
      { kind: 'NftDeleteTable', family: 'inet', name: 'networkd' },
    ],
  ],
];
