import { add, both, type Claim, device, netns, remove, route, sysctl, turn, up, via } from './claim.js';
import type { Given } from './step.js';

const rule = (kind: 'RuleAdd' | 'RuleDelete', rest: object = {}) =>
  ({ kind, family: 'ipv4', priority: 7, table: 9, ...rest }) as Given;
/** Of routes and rules. */
export const routeClaims: readonly Claim[] = [
  ['the last IPv4 address takes the IPv4 routes', [], [...up, ...both, remove('10.1.2.1/24')]],
  ['the last IPv6 address takes no routes', [], [...up, ...both, remove('fd00::1/64')]],
  ['an IPv4 address left keeps the routes', [], [...up, ...both, add('10.1.3.1/24'), remove('10.1.2.1/24')]],
  ['routes on other links stay', [], [...up, ...both, route('10.1.0.0/17', 'w-x'), remove('10.1.2.1/24')]],
  [
    'a link that is down takes no routes',
    ['ENETDOWN', 'ENETDOWN'],
    [...up, turn(device, false), route('10.1.0.0/16'), route('fd00::/48')],
  ],
  [
    'a link that goes down loses routes and IPv6 addresses',
    [],
    [...up, ...both, turn(device, false), turn(device, true)],
  ],
  [
    'a link that was down loses nothing',
    [],
    [...up, turn(device, false), add('10.1.2.1/24'), add('fd00::1/64'), turn(device, false)],
  ],
  [
    'a route is replaced on another link, and with another metric is another; one is deleted by any metric',
    [],
    [
      ...up,
      ...both,
      route('10.1.0.0/16', 'w-x'),
      route('fd00::/48', 'w-x'),
      { kind: 'RouteReplace', netns, device, destination: '10.1.0.0/16', metric: 50 },
      { kind: 'RouteDelete', netns, device, destination: '10.1.0.0/16' },
    ],
  ],
  ['a route has no host bits', ['EINVAL'], [...up, route('10.1.2.1/24')]],
  [
    'a gateway is a neighbour',
    ['ENETUNREACH', 'ENETUNREACH'],
    [
      ...up,
      add('10.1.2.1/24'),
      add('fd00::1/64'),
      via('10.7.0.0/16', '10.1.2.9'),
      via('fd07::/48', 'fd00::9'),
      via('10.8.0.0/16', '10.9.0.1'),
      via('fd08::/48', 'fd09::1'),
    ],
  ],
  [
    'a gateway is on the link by a route of its own',
    [],
    [
      ...up,
      add('10.1.2.1/24'),
      add('fd00::1/64'),
      route('172.31.1.1/32'),
      route('fd09::1/128'),
      via('10.7.0.0/16', '172.31.1.1'),
      via('fd07::/48', 'fd09::1'),
      { kind: 'RouteDelete', netns, device, destination: '172.31.1.1/32' },
      { kind: 'RouteDelete', netns, device, destination: 'fd09::1/128' },
    ],
  ],
  [
    'IPv4 goes by an IPv6 router',
    [],
    [...up, add('10.1.2.1/24'), via('10.7.0.0/16', 'fe80::9'), via('10.7.0.0/16', '10.1.2.9')],
  ],
  [
    'IPv6 that is off takes addresses and routes and keeps new ones out',
    ['EACCES', 'EACCES'],
    [...up, ...both, sysctl('net.ipv6.conf.n-x.disable_ipv6', '1'), add('fd00::2/64'), route('fd01::/48')],
  ],
  [
    'IPv6 that is on again has nothing of before',
    [],
    [
      ...up,
      ...both,
      sysctl('net.ipv6.conf.n-x.disable_ipv6', '1'),
      sysctl('net.ipv6.conf.n-x.disable_ipv6', '0'),
      add('fd00::2/64'),
    ],
  ],
  [
    'a rule is the same as one that says more',
    ['EEXIST', 'EEXIST'],
    [rule('RuleAdd', { from: '10.1.2.0/24' }), rule('RuleAdd'), rule('RuleAdd', { from: '10.1.2.0/24' })],
  ],
  [
    'a rule that says more than one there is another',
    [],
    [rule('RuleAdd'), rule('RuleAdd', { from: '10.1.2.0/24' })],
  ],
  [
    'a rule is deleted by less than it says, the first of several',
    ['ENOENT'],
    [
      rule('RuleAdd', { from: '10.1.2.0/24' }),
      rule('RuleAdd', { from: '10.1.0.0/16' }),
      rule('RuleDelete'),
      rule('RuleDelete', { from: '10.1.2.0/24' }),
    ],
  ],
];
