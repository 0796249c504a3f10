import { bare, bareLab } from '../underlay/bare.js';
import type { Description, Family } from '../underlay/description.js';

/** `public-config/1`, before it is parsed. */
export interface PublicConfigDocument {
  readonly schema: 'public-config/1';
  readonly interface: string;
  readonly ipv4?: string;
  readonly gateway4?: string;
  readonly ipv6?: string;
  readonly gateway6?: string;
}

/**
 * A node of each kind: with one NIC or two, hidden or dialled at a public configuration, and one that is dialled at the
 * host's own addresses. The two with two NICs are on one management network, the three that are public on one public
 * segment. `neighbour` is a stranger on the same segments.
 */
export const fleetLab: Description = {
  ...bareLab,
  routers: bareLab.routers.filter(({ name }) => name !== 'odd'),
  nodes: [
    { name: 'dual-public', nics: bare('farm-lan', 'public') },
    { name: 'dual-hidden', nics: bare('farm-lan', 'public') },
    { name: 'single-public', nics: bare('public') },
    { name: 'single-open', nics: bare('public') },
    { name: 'single-hidden', nics: bare('home-lan') },
  ],
  others: [
    ...bareLab.others,
    {
      name: 'neighbour',
      nics: [
        { name: 'eth0', segment: 'public', addresses: ['198.51.100.9/24', '2001:db8:1::9/64'] },
        { name: 'eth1', segment: 'farm-lan', addresses: ['172.16.0.9/24'] },
        { name: 'eth2', segment: 'home-lan', addresses: ['192.168.1.9/24', '2001:db8:a::9/64'] },
      ],
    },
  ],
};

/** What the farmer gives to the public nodes. Without an IPv6 address a node makes one of the router's prefix. */
export const publicConfigs: Readonly<Record<string, PublicConfigDocument>> = {
  'dual-public': {
    schema: 'public-config/1',
    interface: 'eth1',
    ipv4: '198.51.100.10/24',
    gateway4: '198.51.100.1',
    ipv6: '2001:db8:1::10/64',
    gateway6: '2001:db8:1::1',
  },
  'single-public': {
    schema: 'public-config/1',
    interface: 'eth0',
    ipv4: '198.51.100.20/24',
    gateway4: '198.51.100.1',
  },
};

/** What the farmer says of nodes that they cannot find out by themselves: that others get to their own addresses. */
export const farmerWords: Readonly<Record<string, { readonly inbound: readonly Family[] }>> = {
  'single-open': { inbound: ['ipv4', 'ipv6'] },
};

/** A tenant of theirs, before the keys of its nodes are known. */
export interface TenantPlace {
  readonly id: string;
  readonly listenPort: number;
  readonly range: string;
  readonly range6: string;
  readonly members: readonly string[];
}

/** A tenant on all nodes. */
export const red: TenantPlace = {
  id: 'red',
  listenPort: 7001,
  range: '10.20.0.0/16',
  range6: 'fd20:1234:5678::/48',
  members: fleetLab.nodes.map(({ name }) => name),
};

/** Another, on some of them. */
export const blue: TenantPlace = {
  id: 'blue',
  listenPort: 7002,
  range: '10.30.0.0/16',
  range6: 'fd30:1234:5678::/48',
  members: ['dual-public', 'single-public', 'single-hidden'],
};

export const tenants = [red, blue];

/** Returns a node's place in the laboratory, by which its subnets are numbered. */
export function numberOf(node: string): number {
  return fleetLab.nodes.findIndex(({ name }) => name === node) + 1;
}
