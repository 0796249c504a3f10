import { fc } from '@fast-check/vitest';
import type { Given } from './step.js';
import { keys } from './universe.js';
import {
  address,
  alias,
  device,
  link,
  mac,
  mtu,
  netns,
  parameter,
  peerKey,
  place,
  prefixes,
  route,
  rule,
  tunnel,
} from './values.js';

const oneOf = fc.constantFrom;
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

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
  inPlace('LinkAdd', {
    name: oneOf('n-x', 'n-y'),
    type: fc.constant('macvlan'),
    link: oneOf('b-x', 'b-y'),
    to: netns,
    mtu,
    alias,
    address: maybe(mac),
  }),
  inPlace('LinkAdd', {
    name: oneOf('n-x', 'n-y'),
    type: fc.constant('veth'),
    peer: oneOf('n-y', 'b-y'),
    mtu,
    alias,
    address: maybe(mac),
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

/** Operations by what they are about, on what there is or is not; the first number says how often. */
type Kinds = readonly (readonly [number, fc.Arbitrary<object>])[];

const links: Kinds = [
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
  // By itself: Linux has set it where it then refuses the MTU, and sets both again when asked again.
  [1, inPlace('LinkSet', { name: device, address: mac })],
  [3, inPlace('LinkSetMaster', { name: link, master: oneOf('b-x', 'b-y') })],
  [1, inPlace('LinkRemoveMaster', { name: link })],
];

const addresses: Kinds = [
  [6, inPlace('AddressAdd', { device, address })],
  [1, inPlace('AddressDelete', { device, address })],
  [6, fc.tuple(place, route).map(([where, rest]) => ({ kind: 'RouteReplace', ...where, ...rest }))],
  [1, fc.tuple(place, route).map(([where, rest]) => ({ kind: 'RouteDelete', ...where, ...rest }))],
  [3, fc.tuple(place, rule).map(([where, rest]) => ({ kind: 'RuleAdd', ...where, ...rest }))],
  [1, fc.tuple(place, rule).map(([where, rest]) => ({ kind: 'RuleDelete', ...where, ...rest }))],
  [3, inPlace('SysctlSet', { key: parameter, value: oneOf('0', '1') })],
];

const table = {
  family: fc.constant('inet'),
  name: oneOf('networkd', 'other'),
  hash: oneOf('1', '2'),
  ruleset: fc.constant('  chain forward {\n  }'),
};

const tunnels: Kinds = [
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
  [1, inPlace('NftCreateTable', table)],
  [2, inPlace('NftReplaceTable', table)],
  [1, inPlace('NftDeleteTable', { family: fc.constant('inet'), name: oneOf('networkd', 'other') })],
];

/** Operations of a sequence: of all kinds, or mostly of one, so that they meet. */
export const operations: readonly fc.Arbitrary<Given>[] = [
  [...links, ...addresses, ...tunnels],
  [...links, ...addresses],
  addresses,
  tunnels,
].map((kinds) => fc.oneof(...kinds.map(([weight, arbitrary]) => ({ weight, arbitrary }))).map(present));

/** Absent means absent. */
function present(drawn: object): Given {
  return Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined)) as Given;
}
