import { fc } from '@fast-check/vitest';
import { type Candidate, defaultNodeConfig, type Nic, type UplinkWishes } from '../../src/index.js';
import { addresses, gateways, nameOf, nic } from './nics.js';

/** Few names and few addresses, so that configurations meet NICs and NICs tie. */
const names = ['eth0', 'eth1', 'eth2', 'eno1', 'enp3s0'] as const;

const ipv4 = fc.record({
  addresses: fc
    .uniqueArray(
      fc.constantFrom('10.0.0.9/24', '10.0.0.10/24', '192.168.1.9/24', '185.69.1.2/24', '169.254.3.4/16'),
      {
        maxLength: 2,
      },
    )
    .map((texts) => addresses(...texts)),
  gateways: fc
    .uniqueArray(
      fc.constantFrom('10.0.0.1', '10.0.0.9', '192.168.1.1', '185.69.1.1', '100.64.0.1', '0.0.0.0'),
      {
        maxLength: 3,
      },
    )
    .map((texts) => gateways(...texts)),
});

const ipv6 = fc.record({
  addresses: fc
    .uniqueArray(fc.constantFrom('2a02:1802:5e::9/64', '2a02:1802:5e::a/64', 'fd00::9/64', 'fe80::9/64'), {
      maxLength: 2,
    })
    .map((texts) => addresses(...texts)),
  gateways: fc
    .uniqueArray(fc.constantFrom('fe80::1', 'fe80::2', 'fe80::9', '2a02:1802:5e::1', 'ff02::2'), {
      maxLength: 2,
    })
    .map((texts) => gateways(...texts)),
});

const nics: fc.Arbitrary<Nic> = fc
  .record(
    {
      carrier: fc.boolean(),
      master: fc.constantFrom('zos', 'br0').map(nameOf),
    },
    { requiredKeys: ['carrier'] },
  )
  .map((rest) => nic('eth0', rest));

const one: fc.Arbitrary<Candidate> = fc.record(
  {
    nic: nics,
    ipv4,
    ipv6,
    current: fc.constant(true as const),
    failure: fc.constant('udhcpc: no such file'),
  },
  { requiredKeys: ['nic'] },
);

/** Candidates of different names, in any order. */
export const candidates: fc.Arbitrary<readonly Candidate[]> = fc
  .tuple(fc.shuffledSubarray([...names]), fc.array(one, { minLength: names.length, maxLength: names.length }))
  .map(([chosen, all]) =>
    chosen.flatMap((name, i) => {
      const candidate = all[i];
      return candidate === undefined ? [] : [{ ...candidate, nic: { ...candidate.nic, name: nameOf(name) } }];
    }),
  );

const name = fc.constantFrom(...names).map(nameOf);

/** Any wish that a configuration may hold; a bond or an interface or neither. */
export const wishes: fc.Arbitrary<UplinkWishes> = fc
  .record({
    ignore: fc.uniqueArray(name, { maxLength: 3 }),
    uplink: fc.oneof(
      { weight: 2, arbitrary: fc.constant({}) },
      name.map((each) => ({ interface: each })),
      fc
        .uniqueArray(name, { minLength: 1, maxLength: 3 })
        .map((interfaces) => ({ bond: { interfaces, mode: 'active-backup' as const } })),
    ),
    fixed: fc.constantFrom(
      { addresses: [], gateways: [] },
      { addresses: addresses('10.9.0.2/24'), gateways: gateways('10.9.0.1') },
      { addresses: addresses('2a02:9::2/64'), gateways: gateways('fe80::1') },
    ),
  })
  .map(({ ignore, uplink, fixed }) => ({ ignore, uplink: { ...uplink, ...fixed } }));

/** A farmer who says nothing. */
export const noWishes: UplinkWishes = defaultNodeConfig();
