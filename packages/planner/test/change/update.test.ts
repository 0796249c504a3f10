import { describe, expect, test } from 'vitest';
import { lower, type Operation, type Resource, type ResourceOf } from '../../src/index.js';
import { key } from '../documents.js';

const network = 'tn';
const home = { owner: network, netns: 'n-tn' } as const;
const device = { ...home, device: 'w-tn' } as const;
const wireguard: ResourceOf<'Link'> = {
  ...{ kind: 'Link', ...home, name: 'w-tn', type: 'wireguard', birth: 'public' },
  ...{ mtu: 1420, alias: 'networkd:tn', disableIpv6: false },
};
const port: ResourceOf<'ListenPort'> = { kind: 'ListenPort', ...device, birth: 'public', port: 7001 };
const peer: ResourceOf<'Peer'> = {
  ...{ kind: 'Peer', ...device, publicKey: key(7), endpoint: '185.69.166.10:7001' },
  ...{ allowedIPs: ['10.1.3.0/24'], persistentKeepalive: 25 },
};
const table = { ...home, family: 'inet', name: 'networkd' } as const;
const route = { ...home, destination: '10.1.0.0/16', device: 'w-tn' } as const;
const flag = { disruptive: true } as const;

/** The operations that change a resource in place. */
function updated(before: Resource, after: Resource): readonly Operation[] {
  return lower([{ kind: 'Update', before, after, reason: 'changed' }]);
}

describe('what is changed in place, and nothing beside it', () => {
  const why = { reason: 'changed', change: 'Update' } as const;

  test("a link's MTU, alias, IPv6 and namespace, each by itself and all together", () => {
    const link = { ...home, name: 'w-tn' };
    const key6 = 'net.ipv6.conf.w-tn.disable_ipv6';
    const off: ResourceOf<'Link'> = { ...wireguard, disableIpv6: true };
    const { netns: _, ...atHost } = wireguard;
    const toHost = { kind: 'LinkMove', ...link, ...why };
    const toPublic = { kind: 'LinkMove', owner: network, name: 'w-tn', to: 'public', ...why };
    expect(updated(wireguard, { ...wireguard, mtu: 1400 })).toStrictEqual([
      { kind: 'LinkSet', ...link, mtu: 1400, ...why },
    ]);
    expect(updated({ ...wireguard, alias: 'other' }, wireguard)).toStrictEqual([
      { kind: 'LinkSet', ...link, alias: 'networkd:tn', ...why },
    ]);
    expect(updated(wireguard, off)).toStrictEqual([
      { kind: 'SysctlSet', ...home, key: key6, value: '1', ...why },
    ]);
    expect(updated(off, wireguard)).toStrictEqual([
      { kind: 'SysctlSet', ...home, key: key6, value: '0', ...why },
    ]);
    expect(updated(wireguard, atHost)).toStrictEqual([toHost]);
    expect(updated(atHost, { ...off, netns: 'public', mtu: 1400, alias: 'x' })).toStrictEqual([
      toPublic,
      { kind: 'LinkSet', owner: network, netns: 'public', name: 'w-tn', mtu: 1400, alias: 'x', ...why },
      { kind: 'SysctlSet', owner: network, netns: 'public', key: key6, value: '1', ...why },
    ]);
  });

  test('a key, which ends every session', () => {
    const before: Resource = { kind: 'WireGuardDevice', ...device, publicKey: key(1) };
    expect(updated(before, { ...before, publicKey: key(2) })).toStrictEqual([
      { kind: 'WireGuardSetDevice', ...device, secret: 'n-tn', publicKey: key(2), ...why, ...flag },
    ]);
  });

  test('a peer, whose endpoint is said only where it is to change', () => {
    const { endpoint, ...silent } = peer;
    const values = { allowedIPs: ['10.1.4.0/24'], persistentKeepalive: 25 };
    const set = { kind: 'WireGuardSetPeer', ...device, publicKey: key(7), ...values, ...why };
    const after: ResourceOf<'Peer'> = { ...peer, ...values };
    expect(updated(peer, after)).toStrictEqual([set]);
    expect(updated(silent, after)).toStrictEqual([{ ...set, endpoint }]);
    expect(updated(peer, { ...silent, ...values })).toStrictEqual([set]);
  });

  test('a kernel parameter, a table and a route, as they are made', () => {
    const sysctl: Resource = { kind: 'Sysctl', ...home, key: 'net.ipv4.ip_forward', value: '1' };
    expect(updated({ ...sysctl, value: '0' }, sysctl)).toStrictEqual([
      { kind: 'SysctlSet', ...home, key: 'net.ipv4.ip_forward', value: '1', ...why },
    ]);
    const nft: Resource = { kind: 'NftTable', ...table, hash: 'abc', ruleset: 'chain forward {}' };
    expect(updated({ ...nft, hash: 'old' }, nft)).toStrictEqual([
      { kind: 'NftReplaceTable', ...table, hash: 'abc', ruleset: 'chain forward {}', ...why },
    ]);
    const way: Resource = { kind: 'Route', ...route, via: '100.64.1.3', metric: 5 };
    expect(updated({ kind: 'Route', ...route, metric: 5 }, way)).toStrictEqual([
      { kind: 'RouteReplace', ...route, via: '100.64.1.3', metric: 5, ...why },
    ]);
  });
});

describe('a port', () => {
  const why = (change: 'Create' | 'Delete') => ({ reason: 'ports', change });
  const created = (after: Resource) => ({ kind: 'Create', after, reason: 'ports' }) as const;
  const deleted = (before: Resource) => ({ kind: 'Delete', before, reason: 'ports' }) as const;
  const set = { kind: 'WireGuardSetDevice', ...device };

  test('that a device changes for another is just taken, which ends every session', () => {
    expect(lower([created({ ...port, port: 7002 }), deleted(port)])).toStrictEqual([
      { ...set, listenPort: 7002, ...why('Create'), ...flag },
    ]);
  });

  test('that another device waits for is given up first', () => {
    const other: ResourceOf<'ListenPort'> = { ...port, owner: 'other', netns: 'n-other', device: 'w-other' };
    expect(lower([created(other), created({ ...port, port: 7002 }), deleted(port)])).toStrictEqual([
      { ...set, listenPort: 0, ...why('Delete'), ...flag },
      {
        ...{ kind: 'WireGuardSetDevice', owner: 'other', netns: 'n-other', device: 'w-other' },
        ...{ listenPort: 7001, ...why('Create') },
      },
      { ...set, listenPort: 7002, ...why('Create'), ...flag },
    ]);
  });

  test("is one device's alone: one of the same name in another namespace is another", () => {
    const other: ResourceOf<'ListenPort'> = { ...port, netns: 'n-other', port: 7002 };
    expect(lower([created(other), deleted(port)])).toStrictEqual([
      { ...set, netns: 'n-other', listenPort: 7002, ...why('Create') },
      { ...set, listenPort: 0, ...why('Delete'), ...flag },
    ]);
  });
});
