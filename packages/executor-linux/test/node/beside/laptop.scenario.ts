/** On a machine of its own: a laptop that is in two networks, by wg-quick(8). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sh } from '@networkd/lab/scenario/foreign';
import {
  accessConfiguration,
  connect,
  parseInventory,
  parseTenantNetwork,
  publicKeyOf,
} from '@networkd/planner';
import { keyFor, right } from '../../networks.js';

/** What is there after both were brought up. */
export interface Report {
  readonly devices: readonly string[];
  /** The device by which each address leaves. */
  readonly ways: Readonly<Record<string, string>>;
  readonly gone: readonly string[];
}

const key = keyFor('laptop');
const inventory = right(
  parseInventory({
    schema: 'inventory/1',
    nodes: [
      { id: 'a', publicConfig: { interface: 'eth1', ipv4: '198.51.100.10/24', gateway4: '198.51.100.1' } },
    ],
  }),
);

/** The laptop's configuration in the network of that second octet. */
function configuration(id: string, second: number): string {
  const network = {
    schema: 'tenant-network/1',
    id,
    version: 1,
    range: `10.${second}.0.0/16`,
    resources: [
      {
        node: 'a',
        subnet: `10.${second}.2.0/24`,
        publicKey: publicKeyOf(keyFor(`${id}/a`)),
        listenPort: 7000 + second,
      },
    ],
    accessPoints: [
      { name: 'laptop', node: 'a', subnet: `10.${second}.203.0/24`, publicKey: publicKeyOf(key) },
    ],
  };
  const topology = right(connect(right(parseTenantNetwork(network)), inventory));
  return right(accessConfiguration(topology, 'laptop', key));
}

const file = (id: string) => join(process.env['SCRATCH'] ?? '', `${id}.conf`);
for (const [id, second] of [
  ['one', 1],
  ['two', 2],
] as const) {
  writeFileSync(file(id), configuration(id, second), { mode: 0o600 });
  sh(`wg-quick up ${file(id)} 2>&1`);
}
const devices = () =>
  sh('wg show interfaces')
    .split(/\s/)
    .filter((name) => name !== '')
    .sort();
const way = (to: string) => / dev (\S+)/.exec(sh(`ip route get ${to}`))?.[1] ?? '';
const targets = ['10.1.2.1', '100.64.1.2', '10.2.2.1', '100.64.2.2'];
const there = { devices: devices(), ways: Object.fromEntries(targets.map((to) => [to, way(to)])) };
sh(`wg-quick down ${file('one')} 2>&1; wg-quick down ${file('two')} 2>&1`);
const report: Report = { ...there, gone: devices() };
process.stdout.write(JSON.stringify(report), () => process.exit(0));
