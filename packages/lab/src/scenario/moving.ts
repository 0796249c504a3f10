import { examplePublicKey } from '../key.js';
import { bare, bareLab } from '../underlay/bare.js';
import type { Description, Router } from '../underlay/description.js';

/** Seconds of a lease that is soon noticed to be over. */
export const shortLease = 16;

/** Returns a router of a home, the only one on a segment that is called as it is. */
function home(name: string, number: number, rest: Partial<Router['segments'][number]>): Router {
  return {
    name,
    uplink: { segment: 'provider', addresses: [`192.0.2.${number}/24`, `2001:db8:f::${number}/64`] },
    segments: [{ segment: name, addresses: [`192.168.${number}.1/24`], ...rest }],
  };
}

/**
 * Bare nodes, each on a segment that is its own, so that what happens to one does not happen to another. On `ghent` and
 * `vienna` they have public addresses, in the homes they are hidden; nobody on `barn` offers an address.
 */
export const movingLab: Description = {
  routers: [
    {
      name: 'exchange',
      segments: [
        { segment: 'anycast', addresses: ['1.1.1.254/24', '2606:4700:4700::ffff/64'] },
        { segment: 'provider', addresses: ['192.0.2.1/24', '2001:db8:f::1/64'] },
        {
          segment: 'ghent',
          addresses: ['198.51.100.1/24'],
          dhcp: { range: ['198.51.100.100', '198.51.100.199'] },
        },
        {
          segment: 'vienna',
          addresses: ['203.0.113.1/24'],
          dhcp: { range: ['203.0.113.100', '203.0.113.199'], lease: shortLease },
        },
      ],
    },
    home('attic', 11, { dhcp: { range: ['192.168.11.100', '192.168.11.199'] } }),
    home('cellar', 12, { dhcp: { range: ['192.168.12.100', '192.168.12.199'], lease: shortLease } }),
    home('garden', 13, {
      addresses: ['192.168.13.1/24', '2001:db8:d::1/64'],
      dhcp: { range: ['192.168.13.100', '192.168.13.199'] },
      advertises: {},
    }),
    home('barn', 14, {}),
  ],
  nodes: ['ghent', 'vienna', 'attic', 'cellar', 'garden', 'barn'].map((segment) => ({
    name: `${segment}-1`,
    nics: bare(segment),
  })),
  others: bareLab.others,
};

/** Returns a tenant network of some of them, by whose number its addresses are. */
export function movingNetwork(id: string, number: number, nodes: readonly string[]) {
  return {
    schema: 'tenant-network/1',
    id,
    version: 1,
    range: `10.${number}.0.0/16`,
    range6: `fd00:${number}::/48`,
    resources: nodes.map((node, i) => ({
      node,
      subnet: `10.${number}.${i + 1}.0/24`,
      subnet6: `fd00:${number}:0:${i + 1}::/64`,
      publicKey: examplePublicKey(`${id}/${node}`),
      listenPort: 7001,
    })),
    policy: { keepalive: { seconds: 1 } },
  };
}
