import { examplePublicKey } from '../key.js';

const id = 'lab';

/** The nodes of `standardLab` in the network. Two behind one router and two on one segment have the same port. */
const members = ['dual-1', 'dual-2', 'six-1', 'four-1', 'home-1', 'home-2', 'attic-1', 'attic-2'];

/** A tenant network on `standardLab`: all of its nodes but the spare one and the one that is down, and the laptop. */
export const standardNetwork = {
  schema: 'tenant-network/1',
  id,
  version: 1,
  range: '10.20.0.0/16',
  range6: 'fd20:1234:5678::/48',
  resources: members.map((node, i) => ({
    node,
    subnet: `10.20.${i + 1}.0/24`,
    subnet6: `fd20:1234:5678:${i + 1}::/64`,
    publicKey: examplePublicKey(`${id}/${node}`),
    listenPort: 7001,
  })),
  accessPoints: [
    {
      name: 'laptop',
      node: 'dual-1',
      subnet: '10.20.254.0/24',
      subnet6: 'fd20:1234:5678:fe::/64',
      publicKey: examplePublicKey(`${id}/laptop`),
    },
  ],
  aggregators: ['dual-1', 'dual-2'],
} as const;
