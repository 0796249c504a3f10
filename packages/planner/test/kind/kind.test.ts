import { describe, expect, test } from 'vitest';
import { differences, identityOf, type Resource, type ResourceKind } from '../../src/index.js';
import type { Role } from '../../src/kind/kind.js';
import { kinds } from '../../src/kind/kinds.js';
import { rankOf, ranks } from '../../src/state/rank.js';
import { comparedText, satisfies } from '../../src/state/satisfies.js';

const own = { owner: 'x', netns: 'n-x' };
const link = {
  kind: 'Link',
  ...own,
  name: 'l',
  birth: 'b',
  mtu: 1420,
  alias: 'networkd:x',
  disableIpv6: false,
} as const;
const key = '2e8hGYcd4zqkuyIM6cBzzKvBAMFZfF4CXdzWKq3T0Sc=';

/** Resources of every kind, in which every field but faults has a value in one of them. */
const samples: { readonly [K in ResourceKind]: readonly Extract<Resource, { kind: K }>[] } = {
  Netns: [{ kind: 'Netns', owner: 'x', name: 'n-x' }],
  Sysctl: [{ kind: 'Sysctl', ...own, key: 'net.ipv4.ip_forward', value: '1' }],
  NftTable: [
    { kind: 'NftTable', ...own, family: 'inet', name: 'networkd', hash: 'a', ruleset: 'chain c {}' },
  ],
  Link: [
    { ...link, type: 'vlan', link: 'eth0', vlanId: 7, lowerMtu: 1500, address: '02:00:00:00:00:01' },
    { ...link, type: 'veth', peer: 'm' },
    { ...link, type: 'bond', mode: '802.3ad' },
    { ...link, type: 'wireguard' },
  ],
  LinkMaster: [
    {
      ...{ kind: 'LinkMaster', ...own, device: 'eth0', master: 'zos', type: 'bridge' },
      ...{ disableIpv6: true, mtu: 1500, wasDown: true, ipv6WasOff: true },
    },
  ],
  FreeNic: [
    { kind: 'FreeNic', ...own, device: 'eth0', mtu: 1500, up: true, disableIpv6: false, ipv6Mtu: 1400 },
  ],
  WireGuardDevice: [{ kind: 'WireGuardDevice', ...own, device: 'w-x', publicKey: key }],
  ListenPort: [{ kind: 'ListenPort', ...own, device: 'w-x', birth: 'public', port: 7001 }],
  Peer: [
    {
      ...{ kind: 'Peer', ...own, device: 'w-x', publicKey: key, endpoint: '198.51.100.1:7001' },
      ...{ allowedIPs: ['10.1.2.0/24'], persistentKeepalive: 25, latestHandshake: 3, unmoved: true },
    },
  ],
  Address: [{ kind: 'Address', ...own, device: 'b-x', address: '10.1.2.1/24' }],
  LinkUp: [{ kind: 'LinkUp', ...own, device: 'b-x' }],
  DhcpClient: [{ kind: 'DhcpClient', ...own, device: 'zos' }],
  Route: [{ kind: 'Route', ...own, destination: '10.1.0.0/16', device: 'w-x', via: '10.1.2.9', metric: 11 }],
  Rule: [
    { kind: 'Rule', ...own, family: 'ipv4', priority: 7, from: '10.1.0.0/16', to: '10.2.0.0/16', table: 9 },
  ],
  Carried: [
    {
      ...{
        kind: 'Carried',
        ...own,
        device: 'eth0',
        object: 'address',
        family: 'ipv4',
        words: '192.0.2.1/24',
      },
      ...{ place: 1, validLft: 60, preferredLft: 30 },
    },
  ],
};

const rolesOf = (kind: string) =>
  Object.entries<Role>(kinds[kind as ResourceKind].fields as Readonly<Record<string, Role>>);

/** A resource with another value in a field. */
function altered(resource: Resource, field: string): Resource {
  const value: unknown = Reflect.get(resource, field);
  if (field === 'type') return { ...resource, type: value === 'bridge' ? 'bond' : 'bridge' } as Resource;
  const other = { number: Number(value) + 1, boolean: value !== true, string: `${value}x` };
  const kind = typeof value;
  return {
    ...resource,
    [field]: Array.isArray(value) ? [...value, '10.9.0.0/16'] : Reflect.get(other, kind),
  };
}

function without(resource: Resource, field: string): Resource {
  const { [field as 'kind']: _, ...rest } = resource;
  return rest as Resource;
}

describe.each(Object.keys(kinds))('%s', (kind) => {
  const some: readonly Resource[] = samples[kind as ResourceKind];

  test('has every field but faults in a sample, and each in the role that it is given', () => {
    for (const [field, role] of rolesOf(kind)) {
      const having = some.filter((each) => Reflect.has(each, field));
      if (role === 'fault') {
        for (const each of some) {
          const faulty = { ...each, [field]: true } as Resource;
          expect([field, satisfies(faulty, each)]).toEqual([field, false]);
          expect([field, comparedText(faulty) === comparedText(each)]).toEqual([field, false]);
        }
        continue;
      }
      expect(having.length, field).toBeGreaterThan(0);
      for (const each of having) {
        const other = altered(each, field);
        expect([field, identityOf(other) !== identityOf(each)]).toEqual([field, role === 'identity']);
        if (role === 'identity') continue;
        const isCompared = ['equal', 'if-wanted', 'compared'].includes(role);
        expect([field, satisfies(other, each)]).toEqual([field, !isCompared]);
        expect([field, differences(other, each)]).toEqual([field, isCompared ? [field] : []]);
        if (role === 'compared') continue;
        expect([field, comparedText(other) !== comparedText(each)]).toEqual([field, role !== 'told']);
        if (role === 'if-wanted')
          expect([field, satisfies(each, without(each, field))]).toEqual([field, true]);
      }
    }
  });

  test('satisfies itself, and has a place of its own in the order of making', () => {
    for (const each of some) {
      expect(satisfies(each, each)).toBe(true);
      expect(rankOf(each)).toBeGreaterThanOrEqual(0);
      expect(rankOf(each)).toBeLessThan(ranks);
    }
  });
});
