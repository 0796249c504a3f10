import { bare, bareLab } from './bare.js';
import type { Description } from './description.js';

/**
 * Nodes that seem to have Internet and do not, or whose tenants do not:
 *
 * - `lone`: the DHCP server has a lease for the host and none more.
 * - `fixed`: no DHCP server at all, the farmer sets the addresses.
 * - `decoy`: no Internet behind the uplink, and another NIC that has it.
 * - `detour`: Internet behind the uplink, and another NIC with the better default route and none.
 */
export const proofLab: Description = {
  routers: [
    ...bareLab.routers.filter(({ name }) => name === 'exchange'),
    {
      name: 'home',
      uplink: { segment: 'provider', addresses: ['192.0.2.11/24'] },
      segments: [
        { segment: 'one-lease', addresses: ['10.5.0.1/24'] },
        { segment: 'no-lease', addresses: ['10.6.0.1/24'] },
        {
          segment: 'farm-lan',
          addresses: ['172.16.0.1/24'],
          dhcp: { range: ['172.16.0.100', '172.16.0.199'] },
        },
      ],
    },
    {
      name: 'island',
      segments: [
        {
          segment: 'island',
          addresses: ['10.7.0.1/24'],
          dhcp: { range: ['10.7.0.100', '10.7.0.199'] },
        },
      ],
    },
  ],
  nodes: [
    { name: 'lone', nics: bare('one-lease') },
    { name: 'fixed', nics: bare('no-lease') },
    {
      name: 'decoy',
      nics: [...bare('island'), { name: 'eth1', segment: 'farm-lan', addresses: ['172.16.0.9/24'] }],
    },
    {
      name: 'detour',
      nics: [...bare('farm-lan'), { name: 'eth1', segment: 'island', addresses: ['10.7.0.9/24'] }],
    },
  ],
  others: bareLab.others,
};
