import { describe, expect, test } from 'vitest';
import { type Change, diff, lower, type Resource, type ResourceOf } from '../../src/index.js';
import { key } from '../documents.js';

const home = { owner: 'x', netns: 'n-x' } as const;
const device = { ...home, device: 'w-x' } as const;
const netns: ResourceOf<'Netns'> = { kind: 'Netns', owner: 'x', name: 'n-x' };
const link: ResourceOf<'Link'> = {
  ...{ kind: 'Link', ...home, name: 'w-x', type: 'wireguard' },
  ...{ mtu: 1420, alias: 'networkd:x', disableIpv6: false },
};
const port: ResourceOf<'ListenPort'> = { kind: 'ListenPort', ...device, port: 7001 };
const peer: ResourceOf<'Peer'> = { kind: 'Peer', ...device, publicKey: key(3), allowedIPs: ['10.1.3.0/24'] };
const address: Resource = { kind: 'Address', ...device, address: '100.64.1.2/16' };

const made = (after: Resource, reason = ''): Change => ({ kind: 'Create', after, reason });
const gone = (before: Resource): Change => ({ kind: 'Delete', before, reason: 'no longer wanted' });
const changed = (before: Resource, after: Resource, reason: string): Change => ({
  kind: 'Update',
  ...{ before, after, reason },
});

describe('every change says why', () => {
  const wanted: ResourceOf<'Link'> = { ...link, reason: 'the device of x' };

  test('what is made, in the words of who wants it', () => {
    expect(diff([wanted, peer], [])).toStrictEqual([made(wanted, 'the device of x'), made(peer)]);
    expect(diff([wanted, peer], [netns])).toStrictEqual([
      made(wanted, 'the device of x'),
      made(peer),
      gone(netns),
    ]);
  });

  test('what is changed, with all that differs', () => {
    const other: ResourceOf<'Link'> = { ...link, mtu: 1400, alias: 'other' };
    expect(diff([wanted], [other])).toStrictEqual([
      changed(other, wanted, 'the device of x; mtu, alias changed'),
    ]);
    expect(diff([link], [other])).toStrictEqual([changed(other, link, 'mtu, alias changed')]);
  });

  test('what goes, that nobody wants it', () => {
    expect(diff([], [netns, link])).toStrictEqual([gone(netns), gone(link)]);
  });
});

describe('what is inside something that goes is gone with it', () => {
  test('it takes no change of its own, and is made again where it is still wanted', () => {
    const elsewhere: ResourceOf<'Link'> = { ...link, birth: 'public' };
    expect(diff([elsewhere, port, peer], [link, port, peer, address])).toStrictEqual([
      made(elsewhere),
      made(port),
      made(peer),
      gone(link),
    ]);
  });

  test('a link that moves into another namespace leaves what is on it behind', () => {
    const { netns: _, ...outside } = link;
    const { netns: __, ...left } = address;
    expect(diff([link, address], [outside, left])).toStrictEqual([
      changed(outside, link, 'netns changed'),
      made(address),
    ]);
    expect(diff([outside], [link, address])).toStrictEqual([changed(link, outside, 'netns changed')]);
  });

  test('a link that stays keeps what is on it', () => {
    const wider: ResourceOf<'Link'> = { ...link, mtu: 1340 };
    expect(diff([wider, peer], [link, peer, address])).toStrictEqual([
      changed(link, wider, 'mtu changed'),
      gone(address),
    ]);
  });
});

describe('what somebody waits for is given up first', () => {
  const successor: ResourceOf<'ListenPort'> = { ...port, owner: 'y', netns: 'n-y', device: 'w-y' };

  test('a port, though its device goes as well', () => {
    const changes = diff([successor], [link, port]);
    expect(changes).toStrictEqual([made(successor), gone(link), gone(port)]);
    expect(lower(changes).map(({ kind, owner: network }) => `${kind} ${network}`)).toEqual([
      'WireGuardSetDevice x',
      'WireGuardSetDevice y',
      'LinkDelete x',
    ]);
  });

  test('a port together with its device, where somebody waits for that too', () => {
    const elsewhere: ResourceOf<'Link'> = { ...link, birth: 'public' };
    const changes = diff([elsewhere, successor], [link, port]);
    expect(changes).toStrictEqual([made(elsewhere), made(successor), gone(link)]);
    expect(lower(changes).map(({ kind, owner: network }) => `${kind} ${network}`)).toEqual([
      'LinkDelete x',
      'LinkAdd x',
      'LinkMove x',
      'WireGuardSetDevice y',
    ]);
  });

  test('several, those made last before those made first', () => {
    const bridge: ResourceOf<'Link'> = { ...link, name: 'n-x', type: 'bridge' };
    const macvlan: ResourceOf<'Link'> = { ...bridge, type: 'macvlan', link: 'eth0' };
    const held: ResourceOf<'ListenPort'> = { ...port, device: 'w-z' };
    const changes = diff([macvlan, successor], [bridge, held]);
    expect(lower(changes).map(({ kind }) => kind)).toEqual([
      'WireGuardSetDevice',
      'LinkDelete',
      'LinkAdd',
      'WireGuardSetDevice',
    ]);
  });

  test('but not the name that a link held before it was changed', () => {
    const { netns: _, ...outside } = link;
    const stray: ResourceOf<'Link'> = { ...outside, type: 'bridge' };
    const wider: ResourceOf<'Link'> = { ...link, mtu: 1340 };
    expect(lower(diff([wider], [stray, link])).map(({ kind }) => kind)).toEqual(['LinkSet', 'LinkDelete']);
  });
});
