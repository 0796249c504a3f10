import { add, bridge, type Claim, device, netns, route, sysctl, turn, up } from './claim.js';
import type { Given } from './step.js';

type Object = 'address' | 'route' | 'rule';

const carried = (kind: 'CarriedAdd' | 'CarriedDelete', object: Object, words: string): Given => ({
  kind,
  netns,
  device,
  object,
  family: words.includes('::') ? 'ipv6' : 'ipv4',
  words,
});
const give = (object: Object, words: string) => carried('CarriedAdd', object, words);
const take = (object: Object, words: string) => carried('CarriedDelete', object, words);

/** Only routes of our number are looked at, no matter who made them. */
const way = (destination: string, metric: number, by = '') =>
  `unicast ${destination}${by} dev ${device} proto 110 table 254 metric ${metric}`;
const rule = 'priority 7 from all iif n-x lookup 9 protocol 0';

/** Of what others had on a link, and of what links are born with. */
export const carriedClaims: readonly Claim[] = [
  [
    'a route that others had is put beside one that leads there too, but not twice',
    ['EEXIST'],
    [
      ...up,
      add('10.1.2.1/24'),
      give('route', way('10.7.0.0/16', 7, ' via 10.1.2.9')),
      give('route', way('10.7.0.0/16', 7, ' via 10.1.2.8')),
      give('route', way('10.7.0.0/16', 7, ' via 10.1.2.8')),
    ],
  ],
  [
    'a route of ours takes the place of any with its metric, and of no other',
    [],
    [
      ...up,
      give('route', way('10.7.0.0/16', 50)),
      give('route', way('10.8.0.0/16', 0)),
      route('10.7.0.0/16'),
      route('10.8.0.0/16', 'w-x'),
    ],
  ],
  [
    'a route is taken away by all its words, and nothing where there is no such route',
    ['ESRCH', 'ESRCH'],
    [
      ...up,
      give('route', way('10.7.0.0/16', 7)),
      take('route', way('10.7.0.0/16', 8)),
      take('route', way('10.7.0.0/16', 7)),
      take('route', way('10.7.0.0/16', 7)),
    ],
  ],
  [
    'a link that is down takes no route of others',
    ['ENETDOWN'],
    [...up, turn(device, false), give('route', way('10.7.0.0/16', 7))],
  ],
  [
    'an address that others had comes once and goes once',
    ['EEXIST', 'EADDRNOTAVAIL'],
    [
      ...up,
      give('address', `10.1.2.1/24 dev ${device}`),
      give('address', `10.1.2.1/24 dev ${device}`),
      give('address', `10.1.3.1/24 dev ${device}`),
      take('address', `10.1.2.1/24 dev ${device}`),
      take('address', `10.1.2.1/24 dev ${device}`),
    ],
  ],
  [
    'a rule that others had comes once and goes once',
    ['EEXIST', 'ENOENT'],
    [...up, give('rule', rule), give('rule', rule), take('rule', rule), take('rule', rule)],
  ],
  [
    'a link is born without IPv6 where that is off by default, and has it once it is told so',
    [],
    [
      ...up,
      sysctl('net.ipv6.conf.default.disable_ipv6', '1'),
      { ...bridge('b-y'), netns } as Given,
      { ...bridge('b-z'), netns } as Given,
      sysctl('net.ipv6.conf.b-z.disable_ipv6', '0'),
    ],
  ],
];
