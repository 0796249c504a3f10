import type { Attachment, Description, LabNode } from './description.js';

/**
 * An underlay for the demo: its inventory is that of examples/004-demo to the letter, in which everything public lies
 * in the `public` namespace of a node. Addresses are of the ranges for documentation, or private, so none is
 * translated. What the inventory does not tell is added: the routers of the two homes and of the laptop's café have
 * their addresses on the segments of ghent-1 and vienna-1, since the demo's sites take up all ranges for documentation.
 */
export const demoLab: Description = {
  routers: [
    {
      name: 'internet',
      segments: [
        { segment: 'ghent', addresses: ['198.51.100.1/24', '2001:db8:1::1/64'] },
        { segment: 'vienna', addresses: ['203.0.113.1/24', '2001:db8:2::1/64'] },
        { segment: 'zurich', addresses: ['2001:db8:3::1/64'] },
        { segment: 'cairo-and-oslo', addresses: ['192.0.2.1/24', '2001:db8:4::1/64'] },
      ],
    },
    {
      name: 'leuven',
      uplink: { segment: 'ghent', addresses: ['198.51.100.201/24'] },
      segments: [{ segment: 'leuven-home', addresses: ['192.168.1.1/24'] }],
    },
    {
      name: 'lagos',
      uplink: { segment: 'vienna', addresses: ['203.0.113.202/24'] },
      segments: [{ segment: 'lagos-attic', addresses: ['192.168.0.1/24'] }],
    },
    {
      name: 'cafe',
      uplink: { segment: 'vienna', addresses: ['203.0.113.203/24'] },
      segments: [{ segment: 'cafe-lan', addresses: ['172.16.0.1/24'] }],
    },
  ],
  nodes: [
    inPublic('ghent', { segment: 'ghent', addresses: ['198.51.100.10/24', '2001:db8:1::10/64'] }),
    inPublic('vienna', { segment: 'vienna', addresses: ['203.0.113.20/24', '2001:db8:2::20/64'] }),
    inPublic('zurich', { segment: 'zurich', addresses: ['2001:db8:3::30/64'] }),
    inPublic('cairo', { segment: 'cairo-and-oslo', addresses: ['192.0.2.40/24'] }),
    inPublic('oslo', { segment: 'cairo-and-oslo', addresses: ['192.0.2.150/24', '2001:db8:4::50/64'] }),
    {
      name: 'home-1',
      farm: 'leuven',
      lan: 'leuven-home',
      nics: [{ name: 'eth0', segment: 'leuven-home', addresses: ['192.168.1.10/24'] }],
    },
    {
      name: 'home-2',
      farm: 'leuven',
      lan: 'leuven-home',
      nics: [{ name: 'eth0', segment: 'leuven-home', addresses: ['192.168.1.11/24'] }],
    },
    {
      name: 'attic-1',
      farm: 'lagos',
      nics: [{ name: 'eth0', segment: 'lagos-attic', addresses: ['192.168.0.50/24'] }],
    },
  ],
  others: [{ name: 'laptop', nics: [{ name: 'eth0', segment: 'cafe-lan', addresses: ['172.16.0.10/24'] }] }],
};

/** Returns the first node of a farm, with its only card in its `public` namespace. */
function inPublic(farm: string, attachment: Attachment): LabNode {
  return { name: `${farm}-1`, farm, nics: [{ name: 'eth1', netns: 'public', ...attachment }] };
}
