import type { Description, Nic } from './description.js';

/**
 * Nodes that have just started: cards, and nothing on them. Each of the segments is another kind of neighbourhood:
 *
 * - `public`: public addresses of both families by DHCP and advertisements, nothing in between. `public-four`,
 *   `public-six`: one family only.
 * - `farm-lan`: private IPv4 behind NAT, as a farmer's management network. `home-lan`: private IPv4 behind NAT with short leases, and
 *   global IPv6 behind a firewall.
 * - `slow-lan`, `late-lan`: answers after 5 seconds, and nobody else in between; `deaf-lan`: never; `dead-end`: leases without a
 *   router.
 *
 * `internet` is the host on the Internet at the addresses that a node asks to know that it has got there.
 */
export const bareLab: Description = {
  routers: [
    {
      name: 'exchange',
      segments: [
        { segment: 'anycast', addresses: ['1.1.1.254/24', '2606:4700:4700::ffff/64'] },
        { segment: 'provider', addresses: ['192.0.2.1/24', '2001:db8:f::1/64'] },
        {
          segment: 'public',
          addresses: ['198.51.100.1/24', '2001:db8:1::1/64'],
          dhcp: { range: ['198.51.100.100', '198.51.100.199'] },
          advertises: {},
        },
        {
          segment: 'public-four',
          addresses: ['203.0.113.1/24'],
          dhcp: { range: ['203.0.113.100', '203.0.113.199'] },
        },
        { segment: 'public-six', addresses: ['2001:db8:6::1/64'], advertises: {} },
      ],
    },
    {
      name: 'farm',
      uplink: { segment: 'provider', addresses: ['192.0.2.10/24'] },
      segments: [
        {
          segment: 'farm-lan',
          addresses: ['172.16.0.1/24'],
          dhcp: { range: ['172.16.0.100', '172.16.0.199'] },
        },
      ],
    },
    {
      name: 'home',
      uplink: { segment: 'provider', addresses: ['192.0.2.11/24', '2001:db8:f::11/64'] },
      segments: [
        {
          segment: 'home-lan',
          addresses: ['192.168.1.1/24', '2001:db8:a::1/64'],
          dhcp: { range: ['192.168.1.100', '192.168.1.199'], lease: 16 },
          advertises: {},
        },
      ],
      firewall6: true,
    },
    {
      name: 'odd',
      uplink: { segment: 'provider', addresses: ['192.0.2.12/24'] },
      segments: [
        {
          segment: 'slow-lan',
          addresses: ['10.1.0.1/24'],
          dhcp: { range: ['10.1.0.100', '10.1.0.199'], delay: 5 },
        },
        {
          segment: 'late-lan',
          addresses: ['10.4.0.1/24'],
          dhcp: { range: ['10.4.0.100', '10.4.0.199'], delay: 5 },
        },
        { segment: 'deaf-lan', addresses: ['10.2.0.1/24'] },
        {
          segment: 'dead-end',
          addresses: ['10.3.0.1/24'],
          dhcp: { range: ['10.3.0.100', '10.3.0.199'], routers: [] },
        },
      ],
    },
  ],
  nodes: [
    { name: 'public-1', farm: 'ghent', nics: bare('public') },
    { name: 'four-1', farm: 'ghent', nics: bare('public-four') },
    { name: 'six-1', farm: 'ghent', nics: bare('public-six') },
    { name: 'home-1', lan: 'home', nics: bare('home-lan') },
    { name: 'home-2', lan: 'home', nics: bare('home-lan') },
    { name: 'slow-1', nics: bare('slow-lan') },
    { name: 'dual-1', farm: 'ghent', nics: bare('farm-lan', 'public') },
    { name: 'dual-2', farm: 'ghent', nics: bare('public', 'farm-lan') },
    { name: 'two-1', farm: 'ghent', nics: unplugged(bare('dead-end', 'public-six'), 'eth0') },
    { name: 'three-1', farm: 'ghent', nics: bare('deaf-lan', 'dead-end', 'farm-lan') },
    { name: 'three-2', farm: 'ghent', nics: unplugged(bare('farm-lan', 'late-lan', 'public'), 'eth0') },
  ],
  others: [
    {
      name: 'internet',
      nics: [{ name: 'eth0', segment: 'anycast', addresses: ['1.1.1.1/24', '2606:4700:4700::1111/64'] }],
    },
  ],
};

/** Returns the cards of a node, eth0 and so on, by the segments that they are plugged to. */
export function bare(...segments: readonly string[]): readonly Nic[] {
  return segments.map((segment, i) => ({ name: `eth${i}`, segment, addresses: [] }));
}

/** Returns the cards, one of them with nothing at the other end of its cable. */
function unplugged(nics: readonly Nic[], name: string): readonly Nic[] {
  return nics.map((nic) => (nic.name === name ? { ...nic, carrier: false } : nic));
}
