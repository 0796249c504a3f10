import { type NodeId, parseInventory, parseTenantNetwork } from '../../src/index.js';
import {
  type ForeignObject,
  foreignText,
  type Kernel,
  observe,
  withForeign,
} from '../../src/testing/index.js';
import { inventory, network, nodes, resource } from '../documents.js';
import { type Aim, booted, brought } from '../laws/world.js';
import { right } from '../right.js';

const node = 'a' as NodeId;
const over = right(parseInventory(inventory(nodes.dual('a', 20), nodes.dual('b', 21))));

function tenant(id: string, second: number, listenPort: number): Aim['networks'][number] {
  const resources = [resource('a', 2), resource('b', 3)].map((each, i) => ({
    ...each,
    subnet: `10.${second}.${i + 2}.0/24`,
    listenPort,
  }));
  return right(parseTenantNetwork(network(resources, { id, range: `10.${second}.0.0/16` })));
}

/** The network whose plans are spoilt, and another tenant's. */
export const aim: Aim = { networks: [tenant('x', 1, 7001)], inventory: over };
const victim: Aim = { networks: [tenant('v', 2, 7002)], inventory: over };

/** What others have on the node, some of it by names that ours would have. */
const furniture: readonly ForeignObject[] = [
  { kind: 'Netns', name: 'n-theirs' },
  { kind: 'Link', name: 'docker0', addresses: ['172.17.0.1/16'] },
  { kind: 'Link', netns: 'n-theirs', name: 'w-x', addresses: ['10.9.0.1/24'] },
  { kind: 'Route', destination: '0.0.0.0/0', device: 'eth0' },
  { kind: 'Rule', family: 'ipv4', priority: 7, table: 254 },
  { kind: 'NftTable', name: 'filter', ruleset: '' },
  { kind: 'NftTable', netns: 'public', name: 'networkd', ruleset: '' },
  { kind: 'Sysctl', key: 'net.ipv4.ip_forward', value: '0' },
  { kind: 'Sysctl', netns: 'public', key: 'net.ipv4.ip_forward', value: '0' },
  { kind: 'Socket', port: 53 },
];

/** By our names, where ours are not: nothing of the network is on the node yet. */
const inOurPlace: readonly ForeignObject[] = [
  { kind: 'Netns', name: 'n-x' },
  { kind: 'Link', netns: 'n-x', name: 'n-x', addresses: ['10.9.9.1/24'] },
  { kind: 'Link', name: 'b-x', addresses: ['10.9.8.1/24'] },
];

/** A furnished node with another tenant's network: bare of ours, with ours, or with what others call as ours is called. */
export const worlds: Readonly<Record<'bare' | 'ours' | 'taken', Kernel>> = {
  bare: furnished(),
  ours: brought(furnished(), aim, node),
  taken: inOurPlace.reduce(withForeign, furnished()),
};

function furnished(): Kernel {
  return brought(furniture.reduce(withForeign, booted()), victim, node);
}

/** All that is not of the owner, as one text. */
export function outside(kernel: Kernel, owner: string): string {
  const others = observe(kernel, node).resources.filter((each) => each.owner !== owner);
  return `${foreignText(kernel)}\n${JSON.stringify(others, undefined, 1)}`;
}
