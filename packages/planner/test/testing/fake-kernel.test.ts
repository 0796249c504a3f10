import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import type { Operation } from '../../src/index.js';
import { emptyKernel, type Kernel, observe, run, runAll, withForeign } from '../../src/testing/index.js';
import { key } from '../documents.js';

type Given = Operation extends infer O
  ? O extends Operation
    ? Omit<O, 'owner' | 'reason' | 'change'>
    : never
  : never;

const step = { owner: 'x', reason: '', change: 'Create' } as const;
const operation = (given: Given) => ({ ...step, ...given }) as Operation;

const netns = 'n-x';
const made: readonly Given[] = [
  { kind: 'NetnsAdd', name: netns },
  { kind: 'LinkAdd', name: 'b-x', type: 'bridge', mtu: 1500, alias: 'networkd:x' },
  { kind: 'LinkAdd', name: 'n-x', type: 'macvlan', link: 'b-x', mtu: 1500, alias: 'networkd:x' },
  { kind: 'LinkMove', name: 'n-x', to: netns },
  { kind: 'LinkAdd', name: 'w-x', type: 'wireguard', mtu: 1420, alias: 'networkd:x' },
  { kind: 'LinkMove', name: 'w-x', to: netns },
  { kind: 'WireGuardSetDevice', netns, device: 'w-x', secret: 's', publicKey: key(1) },
  { kind: 'WireGuardSetDevice', netns, device: 'w-x', listenPort: 7001 },
  { kind: 'AddressAdd', netns, device: 'n-x', address: '10.1.2.1/24' },
  { kind: 'AddressAdd', netns, device: 'n-x', address: 'fd00::1/64' },
  { kind: 'LinkSet', netns, name: 'n-x', up: true },
  { kind: 'LinkSet', netns, name: 'w-x', up: true },
  { kind: 'RouteReplace', netns, destination: '10.1.0.0/16', device: 'n-x' },
  { kind: 'RouteReplace', netns, destination: 'fd00::/48', device: 'n-x' },
];

function after(kernel: Kernel, ...operations: readonly Given[]): Kernel {
  const { kernel: now, error } = runAll(kernel, operations.map(operation));
  if (error !== undefined) throw new Error(`${error.errno} ${JSON.stringify(error.operation)}`);
  return now;
}

const kernel = after(emptyKernel(), ...made);

function errnoOf(from: Kernel, given: Given): string | undefined {
  const outcome = run(from, operation(given));
  return E.isLeft(outcome) ? outcome.left.errno : undefined;
}

function namesAt(from: Kernel): readonly string[] {
  return observe(from, 'node').resources.map((each) => {
    const { kind } = each;
    return `${kind} ${'destination' in each ? each.destination : 'address' in each ? each.address : 'device' in each ? each.device : 'name' in each ? each.name : ''}`;
  });
}

const refusals: readonly (readonly [string, Given])[] = [
  ['EEXIST', { kind: 'NetnsAdd', name: netns }],
  ['EINVAL', { kind: 'NetnsAdd', name: 'a/b' }],
  ['ENOENT', { kind: 'NetnsDelete', name: 'n-y' }],
  ['EEXIST', { kind: 'LinkAdd', name: 'b-x', type: 'bridge', mtu: 1500, alias: '' }],
  ['EEXIST', { kind: 'LinkAdd', name: 'lo', type: 'bridge', mtu: 1500, alias: '' }],
  ['EINVAL', { kind: 'LinkAdd', name: 'b-0123456789abcd', type: 'bridge', mtu: 1500, alias: '' }],
  ['ENOENT', { kind: 'LinkAdd', netns: 'n-y', name: 'b-y', type: 'bridge', mtu: 1500, alias: '' }],
  ['ENODEV', { kind: 'LinkAdd', name: 'n-y', type: 'macvlan', link: 'b-y', mtu: 1500, alias: '' }],
  ['ENODEV', { kind: 'LinkAdd', netns, name: 'n-y', type: 'macvlan', link: 'b-x', mtu: 1500, alias: '' }],
  ['ENODEV', { kind: 'LinkAdd', netns, name: 'n-x', type: 'macvlan', link: 'b-x', mtu: 1500, alias: '' }],
  ['EINVAL', { kind: 'LinkAdd', name: 'n-y', type: 'macvlan', link: 'b-x', mtu: 9000, alias: '' }],
  ['EINVAL', { kind: 'LinkSet', netns, name: 'n-x', mtu: 9000 }],
  ['ENODEV', { kind: 'LinkSet', name: 'w-x', mtu: 1400 }],
  ['EINVAL', { kind: 'LinkMove', name: 'b-x', to: netns }],
  ['EINVAL', { kind: 'LinkMove', netns, name: 'lo' }],
  ['ENOENT', { kind: 'LinkMove', netns, name: 'w-x', to: 'n-y' }],
  ['ENODEV', { kind: 'LinkMove', name: 'w-x', to: netns }],
  ['ENODEV', { kind: 'LinkDelete', name: 'w-x' }],
  ['EOPNOTSUPP', { kind: 'LinkDelete', name: 'lo' }],
  ['EEXIST', { kind: 'AddressAdd', netns, device: 'n-x', address: '10.1.2.1/24' }],
  ['EEXIST', { kind: 'AddressAdd', netns, device: 'n-x', address: 'fd00::1/128' }],
  ['EINVAL', { kind: 'AddressAdd', netns, device: 'n-x', address: '10.1.2.1' }],
  ['ENODEV', { kind: 'AddressAdd', device: 'n-x', address: '10.1.2.1/24' }],
  ['EADDRNOTAVAIL', { kind: 'AddressDelete', netns, device: 'n-x', address: '10.1.2.1/25' }],
  ['ENODEV', { kind: 'AddressDelete', device: 'n-x', address: '10.1.2.1/24' }],
  ['ENETDOWN', { kind: 'RouteReplace', device: 'b-x', destination: '10.1.0.0/16' }],
  ['ENODEV', { kind: 'RouteReplace', device: 'w-x', destination: '10.1.0.0/16' }],
  ['EINVAL', { kind: 'RouteReplace', netns, device: 'w-x', destination: '10.1.0.1/16' }],
  [
    'ENETUNREACH',
    { kind: 'RouteReplace', netns, device: 'n-x', destination: '10.7.0.0/16', via: '10.9.0.1' },
  ],
  [
    'ENETUNREACH',
    { kind: 'RouteReplace', netns, device: 'n-x', destination: '10.7.0.0/16', via: '169.254.1.1' },
  ],
  ['ESRCH', { kind: 'RouteDelete', netns, device: 'n-x', destination: '10.7.0.0/16' }],
  ['ESRCH', { kind: 'RouteDelete', netns, device: 'w-x', destination: '10.1.0.0/16' }],
  ['ENODEV', { kind: 'RouteDelete', device: 'w-x', destination: '10.1.0.0/16' }],
  ['ENOENT', { kind: 'RuleDelete', netns, family: 'ipv4', priority: 7, table: 9 }],
  ['ENOENT', { kind: 'SysctlSet', key: 'net.ipv6.conf.w-x.disable_ipv6', value: '1' }],
  ['ENOENT', { kind: 'SysctlSet', key: 'vm.swappiness', value: '1' }],
  ['ENOENT', { kind: 'SysctlSet', netns: 'n-y', key: 'net.ipv4.ip_forward', value: '1' }],
  ['EOPNOTSUPP', { kind: 'WireGuardSetDevice', device: 'b-x', listenPort: 1 }],
  ['ENODEV', { kind: 'WireGuardSetDevice', device: 'w-x', listenPort: 1 }],
  ['EINVAL', { kind: 'WireGuardSetDevice', netns, device: 'w-x', secret: 's' }],
  [
    'EINVAL',
    { kind: 'WireGuardSetPeer', netns, device: 'w-x', publicKey: key(2), endpoint: '::1:7', allowedIPs: [] },
  ],
  ['EINVAL', { kind: 'WireGuardSetPeer', netns, device: 'w-x', publicKey: key(2), allowedIPs: ['10.1.2.0'] }],
  ['ENODEV', { kind: 'WireGuardRemovePeer', device: 'w-x', publicKey: key(2) }],
  ['ENOENT', { kind: 'NftDeleteTable', netns, family: 'inet', name: 'networkd' }],
];

test.each(refusals)('%s to %j', (errno, given) => {
  expect(errnoOf(kernel, given)).toBe(errno);
});

describe('listen ports', () => {
  const second = after(kernel, {
    kind: 'LinkAdd',
    name: 'w-y',
    type: 'wireguard',
    mtu: 1420,
    alias: 'networkd:y',
  });
  const take: Given = { kind: 'WireGuardSetDevice', device: 'w-y', listenPort: 7001 };

  test('a port is held in the namespace the device was born in, wherever the device is now', () => {
    expect(errnoOf(second, take)).toBe('EADDRINUSE');
    expect(errnoOf(second, { ...take, listenPort: 7002 })).toBeUndefined();
    const away = after(withForeign(kernel, { kind: 'Netns', name: 'public' }), {
      kind: 'LinkAdd',
      netns: 'public',
      name: 'w-y',
      type: 'wireguard',
      mtu: 1420,
      alias: 'networkd:y',
    });
    expect(errnoOf(away, { ...take, netns: 'public' })).toBeUndefined();
  });

  test('a port is free once its device gave it up or is gone', () => {
    const given = after(second, { kind: 'WireGuardSetDevice', netns, device: 'w-x', listenPort: 0 });
    expect(errnoOf(given, take)).toBeUndefined();
    expect(errnoOf(after(second, { kind: 'LinkDelete', netns, name: 'w-x' }), take)).toBeUndefined();
    expect(errnoOf(after(second, { kind: 'NetnsDelete', name: netns }), take)).toBeUndefined();
  });

  test('others hold ports too', () => {
    const taken = withForeign(second, { kind: 'Socket', port: 7009 });
    expect(errnoOf(taken, { ...take, listenPort: 7009 })).toBe('EADDRINUSE');
    expect(observe(taken, 'node').foreign?.listenPorts).toEqual([{ port: 7009 }]);
  });
});

describe('what goes with what', () => {
  test('the last IPv4 address of a link takes its IPv4 routes, an IPv6 address none', () => {
    const bare = after(kernel, { kind: 'AddressDelete', netns, device: 'n-x', address: '10.1.2.1/24' });
    expect(namesAt(bare)).not.toContain('Route 10.1.0.0/16');
    expect(namesAt(bare)).toContain('Route fd00::/48');
    const still = after(kernel, { kind: 'AddressDelete', netns, device: 'n-x', address: 'fd00::1/64' });
    expect(namesAt(still)).toEqual(expect.arrayContaining(['Route 10.1.0.0/16', 'Route fd00::/48']));
  });

  test('a primary address takes its secondaries, unless they are promoted', () => {
    const two = after(kernel, { kind: 'AddressAdd', netns, device: 'n-x', address: '10.1.2.2/24' });
    const remove: Given = { kind: 'AddressDelete', netns, device: 'n-x', address: '10.1.2.1/24' };
    expect(namesAt(after(two, remove))).not.toContain('Address 10.1.2.2/24');
    const promoting: Given = {
      kind: 'SysctlSet',
      netns,
      key: 'net.ipv4.conf.all.promote_secondaries',
      value: '1',
    };
    expect(namesAt(after(two, promoting, remove))).toContain('Address 10.1.2.2/24');
    const secondary: Given = { kind: 'AddressDelete', netns, device: 'n-x', address: '10.1.2.2/24' };
    expect(namesAt(after(two, secondary))).toContain('Address 10.1.2.1/24');
  });

  test('a link that goes down loses its routes and IPv6 addresses', () => {
    const down = after(kernel, { kind: 'LinkSet', netns, name: 'n-x', up: false });
    const names = namesAt(down);
    expect(names).toContain('Address 10.1.2.1/24');
    expect(names.filter((name) => /fd00|Route|LinkUp n-x/.test(name))).toEqual([]);
  });

  test('a link that was down already loses nothing by going down', () => {
    const down = after(
      kernel,
      { kind: 'LinkSet', netns, name: 'n-x', up: false },
      { kind: 'AddressAdd', netns, device: 'n-x', address: 'fd00::1/64' },
    );
    const again = after(down, { kind: 'LinkSet', netns, name: 'n-x', up: false });
    expect(namesAt(again)).toEqual(namesAt(down));
  });

  test('a link that moves to where it is stays as it is', () => {
    expect(after(kernel, { kind: 'LinkMove', netns, name: 'n-x', to: netns })).toEqual(kernel);
  });

  test('a link that moves arrives down and bare, with its key, port and mark', () => {
    const moved = after(
      kernel,
      { kind: 'NetnsAdd', name: 'n-y' },
      { kind: 'LinkMove', netns, name: 'w-x', to: 'n-y' },
    );
    const ours = observe(moved, 'node').resources.filter((each) => 'device' in each && each.device === 'w-x');
    expect(ours.map(({ kind }) => kind)).toEqual(['WireGuardDevice', 'ListenPort']);
  });

  test('the bridge takes its macvlan along, and a smaller MTU down with it', () => {
    expect(namesAt(after(kernel, { kind: 'LinkDelete', name: 'b-x' }))).not.toContain('Link n-x');
    const small = after(kernel, { kind: 'LinkSet', name: 'b-x', mtu: 1400 });
    expect(observe(small, 'node').resources).toContainEqual(
      expect.objectContaining({ name: 'n-x', type: 'macvlan', mtu: 1400 }),
    );
  });

  test('a namespace takes everything in it', () => {
    const gone = after(kernel, { kind: 'NetnsDelete', name: netns });
    expect(namesAt(gone)).toEqual(['Link b-x']);
  });

  test('IPv6 that is disabled on a link takes its addresses and routes, and keeps new ones out', () => {
    const off = after(kernel, {
      kind: 'SysctlSet',
      netns,
      key: 'net.ipv6.conf.n-x.disable_ipv6',
      value: '1',
    });
    expect(namesAt(off).filter((name) => name.includes('fd00'))).toEqual([]);
    expect(errnoOf(off, { kind: 'AddressAdd', netns, device: 'n-x', address: 'fd00::1/64' })).toBe('EACCES');
    expect(errnoOf(off, { kind: 'RouteReplace', netns, device: 'n-x', destination: 'fd00::/48' })).toBe(
      'EACCES',
    );
  });
});

describe('what is left out matches any', () => {
  const rule = { family: 'ipv4', priority: 7, table: 9 } as const;
  const narrow = { ...rule, from: '10.1.2.0/24' };

  test('a rule is there already where one says more, and is deleted by less', () => {
    const one = after(kernel, { kind: 'RuleAdd', ...narrow });
    expect(errnoOf(one, { kind: 'RuleAdd', ...rule })).toBe('EEXIST');
    expect(errnoOf(one, { kind: 'RuleAdd', ...rule, to: '10.1.0.0/16' })).toBeUndefined();
    expect(after(one, { kind: 'RuleDelete', ...rule })).toEqual(kernel);
    const other = after(kernel, { kind: 'RuleAdd', ...rule });
    expect(errnoOf(other, { kind: 'RuleAdd', ...narrow })).toBeUndefined();
    expect(errnoOf(other, { kind: 'RuleDelete', ...narrow })).toBe('ENOENT');
  });

  test('a route is deleted with any metric, the one with the lowest first', () => {
    const route = { netns, device: 'n-x', destination: '10.7.0.0/16' };
    const low = after(kernel, { kind: 'RouteReplace', ...route, metric: 50 });
    const both = after(low, { kind: 'RouteReplace', ...route, metric: 60 });
    expect(errnoOf(both, { kind: 'RouteDelete', ...route, metric: 70 })).toBe('ESRCH');
    const high = after(both, { kind: 'RouteDelete', ...route });
    expect(high).toEqual(after(kernel, { kind: 'RouteReplace', ...route, metric: 60 }));
    expect(after(high, { kind: 'RouteDelete', ...route })).toEqual(kernel);
  });
});

describe('whose is what', () => {
  test('a namespace with one of our names is ours when it holds a link of ours or nothing, else foreign', () => {
    const fresh = after(emptyKernel(), { kind: 'NetnsAdd', name: netns });
    expect(namesAt(fresh)).toEqual(['Netns n-x']);
    const theirs = withForeign(fresh, { kind: 'Link', netns, name: 'veth0' });
    expect(observe(theirs, 'node')).toMatchObject({ resources: [], foreign: { netns: [netns] } });
  });

  test('networks that are not asked for count as others', () => {
    const state = observe(kernel, 'node', ['y']);
    expect(state.resources).toEqual([]);
    expect(state.foreign?.listenPorts).toEqual([{ port: 7001 }]);
    expect(state.foreign?.links).toContainEqual({ netns, name: 'w-x' });
  });
});
