import { expect, test } from 'vitest';
import { diff, lower, type ResourceOf } from '../../src/index.js';

const link: ResourceOf<'Link'> = {
  kind: 'Link',
  owner: 'x',
  netns: 'n-x',
  name: 'w-x',
  type: 'wireguard',
  mtu: 1420,
  alias: 'networkd:x',
  disableIpv6: false,
};
const { netns: _, ...newborn } = link;

test('a link that moves to where another of its name still is waits until that one has gone', () => {
  const changes = diff([link], [newborn, { ...link, birth: 'public' }]);
  expect(lower(changes).map(({ kind }) => kind)).toEqual(['LinkDelete', 'LinkMove']);
});

test('a link that is already where it belongs makes no other go first', () => {
  const changes = diff([{ ...link, mtu: 1340 }], [link, { ...newborn, name: 'w-y' }]);
  expect(lower(changes).map(({ kind }) => kind)).toEqual(['LinkSet', 'LinkDelete']);
});

test('a device that is born again waits until all of its name have gone, wherever they are', () => {
  const changes = diff([{ ...link, birth: 'public' }], [newborn]);
  expect(lower(changes).map(({ kind }) => kind)).toEqual(['LinkDelete', 'LinkAdd', 'LinkMove']);
});

test('a macvlan waits until one of its name beside its bridge has gone, and for none in another namespace', () => {
  const out: ResourceOf<'Link'> = { ...link, name: 'public', type: 'macvlan', link: 'br-ndmz' };
  const changes = diff(
    [out],
    [
      { ...newborn, name: 'public' },
      { ...out, owner: 'y', netns: 'n-y' },
    ],
  );
  expect(lower(changes).map(({ kind }) => kind)).toEqual(['LinkDelete', 'LinkAdd', 'LinkDelete']);
});
