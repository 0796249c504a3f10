import { examplePublicKey } from '../key.js';
import { prefixes } from '../network/edits.js';
import { bare } from '../underlay/bare.js';
import type { Description } from '../underlay/description.js';

/**
 * Nodes that have just started, of which some become public and hidden again.
 *
 * - `anchor`: one card, public from its boot on; it forwards between those that cannot dial each other.
 * - `mover`: hidden behind the farm's router, with two more cards on public segments that nobody makes use of yet. The first of them has
 *   two gateways.
 * - `flat`: one card on a public segment, and hidden until its farmer says which addresses are its own there.
 * - `home`, `attic`: hidden, and they stay so.
 */
export const publicLab: Description = {
  routers: [
    {
      name: 'exchange',
      segments: [
        { segment: 'anycast', addresses: ['1.1.1.254/24', '2606:4700:4700::ffff/64'] },
        { segment: 'provider', addresses: ['192.0.2.1/26'] },
        {
          segment: 'anchor-site',
          addresses: ['203.0.113.1/24', '2001:db8:6::1/64'],
          dhcp: { range: ['203.0.113.100', '203.0.113.199'] },
        },
        {
          segment: 'rack-one',
          addresses: ['198.51.100.1/24', '198.51.100.2/24', '2001:db8:1::1/64', '2001:db8:1::2/64'],
        },
        { segment: 'rack-two', addresses: ['192.0.2.65/26', '2001:db8:2::1/64'] },
        {
          segment: 'flat-site',
          addresses: ['192.0.2.129/26', '2001:db8:3::1/64'],
          dhcp: { range: ['192.0.2.150', '192.0.2.180'] },
        },
      ],
    },
    {
      name: 'farm',
      uplink: { segment: 'provider', addresses: ['192.0.2.10/26'] },
      segments: [
        {
          segment: 'farm-lan',
          addresses: ['172.16.0.1/24'],
          dhcp: { range: ['172.16.0.100', '172.16.0.199'] },
        },
      ],
    },
    {
      name: 'home-router',
      uplink: { segment: 'provider', addresses: ['192.0.2.11/26'] },
      segments: [
        {
          segment: 'home-lan',
          addresses: ['192.168.1.1/24'],
          dhcp: { range: ['192.168.1.100', '192.168.1.199'] },
        },
      ],
    },
    {
      name: 'attic-router',
      uplink: { segment: 'provider', addresses: ['192.0.2.12/26'] },
      segments: [
        {
          segment: 'attic-lan',
          addresses: ['192.168.1.1/24'],
          dhcp: { range: ['192.168.1.100', '192.168.1.199'] },
        },
      ],
    },
  ],
  nodes: [
    { name: 'anchor', nics: bare('anchor-site') },
    { name: 'mover', nics: bare('farm-lan', 'rack-one', 'rack-two') },
    { name: 'flat', nics: bare('flat-site') },
    { name: 'home', nics: bare('home-lan') },
    { name: 'attic', nics: bare('attic-lan') },
  ],
  others: [
    {
      name: 'internet',
      nics: [{ name: 'eth0', segment: 'anycast', addresses: ['1.1.1.1/24', '2606:4700:4700::1111/64'] }],
    },
  ],
};

const id = 'pub';

/** A tenant network over all of them. */
export const publicNetwork = {
  schema: 'tenant-network/1',
  id,
  version: 1,
  range: '10.20.0.0/16',
  range6: 'fd20:1234:5678::/48',
  resources: publicLab.nodes.map(({ name }, i) => ({
    node: name,
    ...prefixes(i + 1),
    publicKey: examplePublicKey(`${id}/${name}`),
    listenPort: 7001,
  })),
  aggregators: ['anchor'],
} as const;

/** `public-config/1`, before it is parsed. */
export interface PublicConfigDocument {
  readonly schema: 'public-config/1';
  readonly interface: string;
  readonly ipv4: string;
  readonly gateway4: string;
  readonly ipv6: string;
  readonly gateway6: string;
}

export const anchorConfig: PublicConfigDocument = {
  schema: 'public-config/1',
  interface: 'eth0',
  ipv4: '203.0.113.10/24',
  gateway4: '203.0.113.1',
  ipv6: '2001:db8:6::10/64',
  gateway6: '2001:db8:6::1',
};

const rackOne: PublicConfigDocument = {
  schema: 'public-config/1',
  interface: 'eth1',
  ipv4: '198.51.100.10/24',
  gateway4: '198.51.100.1',
  ipv6: '2001:db8:1::10/64',
  gateway6: '2001:db8:1::1',
};

/** What the farmer says of a node, one after the other: its public configuration, or that it has none any more. */
export interface Step {
  readonly title: string;
  readonly node: 'mover' | 'flat';
  readonly config?: PublicConfigDocument;
  /** What the bridge of the public segment then stands on. */
  readonly port: 'pub-zos' | 'eth1' | 'eth2';
  /**
   * Is the node's own network planned along with the tenant's, as one? Otherwise first the one that the other stands
   * on.
   */
  readonly together: boolean;
}

export const steps: readonly Step[] = [
  { title: 'is set on a NIC of its own', node: 'mover', config: rackOne, port: 'eth1', together: true },
  {
    title: 'has other addresses of the same prefixes',
    node: 'mover',
    config: { ...rackOne, ipv4: '198.51.100.20/24', ipv6: '2001:db8:1::20/64' },
    port: 'eth1',
    together: true,
  },
  {
    title: 'has other gateways',
    node: 'mover',
    config: {
      ...rackOne,
      ipv4: '198.51.100.20/24',
      gateway4: '198.51.100.2',
      ipv6: '2001:db8:1::20/64',
      gateway6: '2001:db8:1::2',
    },
    port: 'eth1',
    together: true,
  },
  {
    title: 'is on another NIC and segment',
    node: 'mover',
    config: {
      schema: 'public-config/1',
      interface: 'eth2',
      ipv4: '192.0.2.70/26',
      gateway4: '192.0.2.65',
      ipv6: '2001:db8:2::70/64',
      gateway6: '2001:db8:2::1',
    },
    port: 'eth2',
    together: true,
  },
  { title: 'is taken away', node: 'mover', port: 'pub-zos', together: true },
  {
    title: 'is set on the only NIC',
    node: 'flat',
    config: {
      schema: 'public-config/1',
      interface: 'eth0',
      ipv4: '192.0.2.140/26',
      gateway4: '192.0.2.129',
      ipv6: '2001:db8:3::140/64',
      gateway6: '2001:db8:3::1',
    },
    port: 'pub-zos',
    together: false,
  },
  { title: 'is taken away from the only NIC', node: 'flat', port: 'pub-zos', together: false },
];
