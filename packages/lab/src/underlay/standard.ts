import type { Description } from './description.js';

/**
 * The underlay of the proofs. The Internet is one router with a segment for every site; homes are behind routers of
 * their own.
 *
 * - `dual-1`: two cards, the second in its `public` namespace; `dual-2`: one card that lets everybody in.
 * - `six-1`, `four-1`: public in one family only; `four-1` in its `public` namespace.
 * - `home-1`, `home-2`: hidden on one LAN.
 * - `attic-1`, `attic-2`: hidden, with global IPv6 addresses that nobody can dial. Their LAN has the same IPv4 prefix as
 *   that of the others.
 * - `spare-1`: public and dual-stack, in no network yet; `down-1` is not there at all.
 * - `laptop`: outside the grid, behind a router in a café.
 */
export const standardLab: Description = {
  routers: [
    {
      name: 'internet',
      segments: [
        { segment: 'ghent', addresses: ['198.51.100.1/24', '2001:db8:1::1/64'] },
        { segment: 'vienna', addresses: ['203.0.113.1/24', '2001:db8:2::1/64'] },
        { segment: 'zurich', addresses: ['2001:db8:3::1/64'] },
        { segment: 'cairo', addresses: ['192.0.2.1/25'] },
        { segment: 'provider', addresses: ['192.0.2.129/25', '2001:db8:f::1/64'] },
      ],
    },
    {
      name: 'farm',
      uplink: { segment: 'ghent', addresses: ['198.51.100.200/24'] },
      segments: [{ segment: 'farm-lan', addresses: ['172.16.0.1/24'] }],
    },
    {
      name: 'home',
      uplink: { segment: 'provider', addresses: ['192.0.2.130/25'] },
      segments: [{ segment: 'home-lan', addresses: ['192.168.1.1/24'] }],
    },
    {
      name: 'attic',
      uplink: { segment: 'provider', addresses: ['192.0.2.131/25', '2001:db8:f::131/64'] },
      segments: [{ segment: 'attic-lan', addresses: ['192.168.1.1/24', '2001:db8:a::1/64'] }],
      firewall6: true,
    },
    {
      name: 'cafe',
      uplink: { segment: 'provider', addresses: ['192.0.2.132/25'] },
      segments: [{ segment: 'cafe-lan', addresses: ['172.16.1.1/24'] }],
    },
  ],
  nodes: [
    {
      name: 'dual-1',
      farm: 'ghent',
      nics: [
        { name: 'eth0', segment: 'farm-lan', addresses: ['172.16.0.10/24'] },
        {
          name: 'eth1',
          netns: 'public',
          segment: 'ghent',
          addresses: ['198.51.100.10/24', '2001:db8:1::10/64'],
        },
      ],
    },
    {
      name: 'dual-2',
      farm: 'vienna',
      nics: [{ name: 'eth0', segment: 'vienna', addresses: ['203.0.113.20/24', '2001:db8:2::20/64'] }],
    },
    {
      name: 'six-1',
      farm: 'zurich',
      nics: [{ name: 'eth0', segment: 'zurich', addresses: ['2001:db8:3::30/64'] }],
    },
    {
      name: 'four-1',
      farm: 'cairo',
      nics: [{ name: 'eth1', netns: 'public', segment: 'cairo', addresses: ['192.0.2.40/25'] }],
    },
    {
      name: 'home-1',
      lan: 'home',
      nics: [{ name: 'eth0', segment: 'home-lan', addresses: ['192.168.1.10/24'] }],
    },
    {
      name: 'home-2',
      lan: 'home',
      nics: [{ name: 'eth0', segment: 'home-lan', addresses: ['192.168.1.11/24'] }],
    },
    {
      name: 'attic-1',
      nics: [{ name: 'eth0', segment: 'attic-lan', addresses: ['192.168.1.10/24', '2001:db8:a::10/64'] }],
    },
    {
      name: 'attic-2',
      nics: [{ name: 'eth0', segment: 'attic-lan', addresses: ['192.168.1.11/24', '2001:db8:a::11/64'] }],
    },
    {
      name: 'spare-1',
      farm: 'vienna',
      nics: [{ name: 'eth0', segment: 'vienna', addresses: ['203.0.113.50/24', '2001:db8:2::50/64'] }],
    },
    {
      name: 'down-1',
      farm: 'vienna',
      down: true,
      nics: [{ name: 'eth0', segment: 'vienna', addresses: ['203.0.113.60/24', '2001:db8:2::60/64'] }],
    },
  ],
  others: [{ name: 'laptop', nics: [{ name: 'eth0', segment: 'cafe-lan', addresses: ['172.16.1.10/24'] }] }],
};
