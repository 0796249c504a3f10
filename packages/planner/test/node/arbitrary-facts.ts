import { fc } from '@fast-check/vitest';
import {
  type External,
  type FarmerWords,
  type LanHint,
  type Nic,
  type NodeFacts,
  type Port,
  parseNodeId,
  parsePort,
  parsePrefix,
  type VirtualLink,
} from '../../src/index.js';
import { parseAddress } from '../../src/scalar/address.js';
import { right } from '../right.js';
import { addresses, gateways, nameOf, nic } from './nics.js';

const prefix = (text: string) => right(parsePrefix(text));

const anyAddresses = fc
  .subarray([
    '10.0.0.9/24',
    '10.0.0.10/24',
    '100.64.3.4/24',
    '185.69.166.10/24',
    '185.69.166.9/24',
    '2a02:1802:5e::9/64',
    '2a02:1802:5e::a/64',
    'fd00::9/64',
    'fe80::9/64',
    '169.254.3.4/16',
  ])
  .chain((some) => fc.shuffledSubarray(some, { minLength: some.length, maxLength: some.length }))
  .map((texts) => addresses(...texts));

const anyGateways = fc
  .shuffledSubarray(['10.0.0.1', '185.69.166.1', 'fe80::1', '2a02:1802:5e::1'])
  .map((texts) => gateways(...texts));

const anyRoutes = fc.array(
  fc.record(
    {
      destination: fc.constantFrom('10.1.0.0/16', '0.0.0.0/0', 'fd00::/8').map(prefix),
      metric: fc.nat(3),
    },
    { requiredKeys: ['destination'] },
  ),
  { maxLength: 3 },
);

const given = {
  addresses: anyAddresses,
  gateways: anyGateways,
  routes: anyRoutes,
};

const anyNic: fc.Arbitrary<Nic> = fc
  .record(
    {
      carrier: fc.boolean(),
      ...given,
      master: fc.constantFrom('zos', 'br-pub', 'zos-bond', 'br0').map(nameOf),
      segmentMtu: fc.constantFrom(1280, 1400),
      speed: fc.constantFrom(1000, 25_000),
      driver: fc.constantFrom('virtio_net', 'ixgbe'),
    },
    { requiredKeys: ['carrier', 'addresses', 'gateways'] },
  )
  .map((rest) => nic('eth0', rest));

/** Links above NICs and above one another, in circles too, as data may claim. */
const anyLink: fc.Arbitrary<Omit<VirtualLink, 'name'>> = fc.record(
  {
    ...given,
    netns: fc.constant(nameOf('ndmz')),
    master: fc.constantFrom('zos', 'br-pub', 'zos-bond').map(nameOf),
    segmentMtu: fc.constantFrom(1280, 1400),
    link: fc.constantFrom('eth0', 'eth1', 'zos-bond', 'zos-vlan', 'br-pub').map(nameOf),
  },
  { requiredKeys: ['addresses', 'gateways'] },
);

/** Things of different names, in any order. */
function named<A>(names: readonly string[], one: fc.Arbitrary<A>) {
  return fc
    .tuple(
      fc.shuffledSubarray([...names]),
      fc.array(one, { minLength: names.length, maxLength: names.length }),
    )
    .map(([some, all]) =>
      some.flatMap((name, i) => {
        const each = all[i];
        return each === undefined ? [] : [{ ...each, name: nameOf(name) }];
      }),
    );
}

const ports: fc.Arbitrary<readonly Port[]> = fc.array(
  fc.constantFrom(53, 7001, 7002, 51_820).map((port) => right(parsePort(port))),
  { maxLength: 4 },
);

const hint: fc.Arbitrary<LanHint> = fc.record(
  {
    interface: fc.constantFrom('eth0', 'eth1').map(nameOf),
    network: fc.constantFrom('10.0.0.0/24', '185.69.166.0/24').map(prefix),
    gateway: fc.constantFrom(...gateways('10.0.0.1', '10.0.0.2')),
    gatewayMac: fc.constantFrom('52:54:00:00:00:fe', '52:54:00:00:00:ff'),
  },
  { requiredKeys: ['interface', 'network'] },
);

/** What any node could have surveyed about itself. */
export const facts: fc.Arbitrary<NodeFacts> = fc.record({
  node: fc.constant(right(parseNodeId('a'))),
  nics: named(['eth0', 'eth1', 'eth2'], anyNic),
  links: named(['zos', 'br-pub', 'zos-bond', 'zos-vlan', 'pub-vlan', 'npub6'], anyLink),
  wireguardPorts: ports,
  otherPorts: ports,
  lanHints: fc.array(hint, { maxLength: 3 }),
});

/** A farmer's public configuration, each family whole, without its gateway, or not there. */
const publicConfig = fc
  .record(
    {
      ipv4: fc.constantFrom([], addresses('185.69.166.20/24', '185.69.166.21/24')),
      gateway4: fc.constantFrom(...gateways('185.69.166.1')),
      ipv6: fc.constantFrom([], addresses('2a02:1802:5e::20/64')),
      gateway6: fc.constantFrom(...gateways('fe80::1')),
    },
    { requiredKeys: ['ipv4', 'ipv6'] },
  )
  .map((config) => ({ interface: nameOf('eth1'), ...config }));

/** All that a farmer may say of a node. */
export const farmerWords: fc.Arbitrary<FarmerWords> = fc.record(
  {
    publicConfig,
    inbound: fc.shuffledSubarray(['ipv4', 'ipv6'] as const),
    external: fc.constantFrom<External>(
      { ipv4: right(parseAddress('203.0.113.7')), ports: [] },
      { ipv6: right(parseAddress('2001:db8:7::7')), ports: [] },
    ),
    lan: fc.constant(right(parseNodeId('rack-1'))),
    farm: fc.constant(right(parseNodeId('f1'))),
    hidden: fc.boolean(),
    down: fc.boolean(),
  },
  { requiredKeys: ['inbound', 'hidden', 'down'] },
);
