import { fc } from '@fast-check/vitest';
import type { Given } from './step.js';
import { keys, made } from './universe.js';

const oneOf = fc.constantFrom;
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
/** Where a thing is: most often where a plan has it. */
const place = fc.oneof(
  { weight: 5, arbitrary: oneOf({ netns: 'n-x' }) },
  { weight: 2, arbitrary: oneOf({}, { netns: 'n-y' }, { netns: 'public' }) },
);
const netns = oneOf('n-x', 'n-y');
const link = oneOf('n-x', 'w-x', 'b-x', 'n-y', 'w-y', 'b-y');
const device = fc.oneof({ weight: 4, arbitrary: oneOf('n-x', 'w-x') }, { weight: 1, arbitrary: link });
const tunnel = fc.oneof(
  { weight: 4, arbitrary: oneOf('w-x') },
  { weight: 1, arbitrary: oneOf('w-y', 'n-x') },
);
const mtu = oneOf(1400, 1420, 1500, 9000);
const alias = oneOf('networkd:x', 'networkd:y');
const address = oneOf(
  ...['10.1.2.1/24', '10.1.2.2/24', '10.1.2.3/24', '10.1.2.1/25', '100.64.1.2/16'],
  ...['fd00::1/64', 'fd00::1/128', 'fd00::2/64'],
);
const destination = oneOf(
  '10.1.0.0/16',
  '10.1.2.0/24',
  '10.1.2.7/32',
  'fd00::/48',
  'fd00::/64',
  'fd00::7/128',
);
/** Without a gateway, which no plan has: whether it can be reached depends on routes of the kernel's own. */
const route = fc
  .record({ destination, device, metric: oneOf(undefined, undefined, 50) })
  .map(({ metric, ...rest }) => ({ ...rest, ...(metric === undefined ? {} : { metric }) }));
const rule = fc
  .record({ family: oneOf('ipv4' as const, 'ipv6' as const), priority: oneOf(7, 8), table: oneOf(9, 10) })
  .chain((base) => {
    const [one, other] = base.family === 'ipv4' ? ['10.1.2.0/24', '10.1.0.0/16'] : ['fd00::/64', 'fd00::/48'];
    return oneOf({}, { from: one }, { to: other }, { from: other, to: one }).map((rest) => ({
      ...base,
      ...rest,
    }));
  });
const parameter = oneOf(
  ...['net.ipv4.ip_forward', 'net.ipv6.conf.all.forwarding', 'net.ipv4.conf.all.promote_secondaries'],
  ...['net.ipv6.conf.n-x.disable_ipv6', 'net.ipv6.conf.w-x.disable_ipv6', 'net.ipv6.conf.b-x.disable_ipv6'],
);
const prefixes = fc.uniqueArray(
  oneOf('10.1.2.0/24', '10.1.3.0/24', 'fd00::/64', '100.64.1.2/32', '10.1.2.9/24'),
  {
    minLength: 1,
    maxLength: 3,
  },
);
const peerKey = oneOf(...keys.map(({ publicKey }) => publicKey));

const inPlace = <T>(kind: T, rest: Record<string, fc.Arbitrary<unknown>>) =>
  fc
    .tuple(place, fc.record({ kind: fc.constant(kind), ...rest }))
    .map(([where, each]) => ({ ...where, ...each }));

const linkAdd = fc.oneof(
  inPlace('LinkAdd', { name: oneOf('b-x', 'b-y'), type: fc.constant('bridge'), mtu, alias }),
  inPlace('LinkAdd', {
    name: oneOf('n-x', 'n-y'),
    type: fc.constant('macvlan'),
    link: oneOf('b-x', 'b-y'),
    mtu,
    alias,
  }),
  // Its program lives on in the namespace of its birth, so that is never one that goes.
  fc
    .tuple(oneOf({}, {}, { netns: 'public' }), oneOf('w-x', 'w-y'), mtu, alias)
    .map(([where, name, size, mark]) => ({
      kind: 'LinkAdd',
      ...where,
      name,
      type: 'wireguard',
      mtu: size,
      alias: mark,
    })),
);

/** Any operation, on what there is or is not; the first number says how often. */
const kinds: readonly (readonly [number, fc.Arbitrary<object>])[] = [
  [1, fc.record({ kind: oneOf('NetnsAdd', 'NetnsDelete'), name: netns })],
  [2, linkAdd],
  [
    4,
    inPlace('LinkSet', {
      name: fc.oneof(device, oneOf('lo')),
      mtu: maybe(mtu),
      alias: maybe(alias),
      up: maybe(fc.boolean()),
    }),
  ],
  [2, inPlace('LinkMove', { name: link, to: oneOf('n-x', 'n-y', 'public', undefined) })],
  [1, inPlace('LinkDelete', { name: link })],
  [6, inPlace('AddressAdd', { device, address })],
  [4, inPlace('AddressDelete', { device, address })],
  [6, fc.tuple(place, route).map(([where, rest]) => ({ kind: 'RouteReplace', ...where, ...rest }))],
  [3, fc.tuple(place, route).map(([where, rest]) => ({ kind: 'RouteDelete', ...where, ...rest }))],
  [3, fc.tuple(place, rule).map(([where, rest]) => ({ kind: 'RuleAdd', ...where, ...rest }))],
  [2, fc.tuple(place, rule).map(([where, rest]) => ({ kind: 'RuleDelete', ...where, ...rest }))],
  [3, inPlace('SysctlSet', { key: parameter, value: oneOf('0', '1') })],
  [
    2,
    fc
      .tuple(place, tunnel, oneOf(...keys))
      .map(([where, name, key]) => ({ kind: 'WireGuardSetDevice', ...where, device: name, ...key })),
  ],
  [3, inPlace('WireGuardSetDevice', { device: tunnel, listenPort: oneOf(0, 7001, 7002) })],
  [
    5,
    inPlace('WireGuardSetPeer', {
      device: tunnel,
      publicKey: peerKey,
      endpoint: maybe(oneOf('192.0.2.1:7001', '[2001:db8::1]:7001')),
      allowedIPs: prefixes,
      persistentKeepalive: maybe(oneOf(25, 0)),
    }),
  ],
  [2, inPlace('WireGuardRemovePeer', { device: tunnel, publicKey: peerKey })],
  [
    2,
    inPlace('NftReplaceTable', {
      family: fc.constant('inet'),
      name: oneOf('networkd', 'other'),
      hash: oneOf('1', '2'),
      ruleset: fc.constant('  chain forward {\n  }'),
    }),
  ],
  [1, inPlace('NftDeleteTable', { family: fc.constant('inet'), name: oneOf('networkd', 'other') })],
];

/** Any operation of the universe, as often refused as not. */
const operation = fc.oneof(...kinds.map(([weight, arbitrary]) => ({ weight, arbitrary }))).map(present);

/** Sequences of operations, from a bare machine or from one with a network on it, sometimes two. */
export const sequences: fc.Arbitrary<readonly Given[]> = fc
  .tuple(
    oneOf([], made('x'), made('x'), [...made('x'), ...made('y')]),
    fc.array(operation, { minLength: 5, maxLength: 15, size: 'max' }),
  )
  .map(([before, rest]) => [...before, ...rest]);

/** Absent means absent. */
function present(drawn: object): Given {
  return Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined)) as Given;
}
