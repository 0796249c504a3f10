/** On a machine of its own: `eth1` leads to the Internet, and it is asked whether the bridge of the uplink does. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { serving } from '@networkd/lab/meter/tcp';
import type { Difference } from '@networkd/lab/outside/differences';
import { recordedHere } from '@networkd/lab/outside/observe';
import { changesSince, settled } from '@networkd/lab/outside/settled';
import { sh } from '@networkd/lab/scenario/foreign';
import { plug, until } from '@networkd/lab/scenario/segment';
import { reachInternet } from '../../../src/node/internet.js';

const four = '198.51.100.1:443';
const six = '[2001:db8:ff::1]:443';

/** Behind the router of a NIC is the Internet. */
async function serve(nic: string): Promise<void> {
  sh(`
    ip -n lan-${nic} address add 198.51.100.1/32 dev lo
    ip -n lan-${nic} address add 2001:db8:ff::1/128 dev lo nodad
  `);
  const words = ['netns', 'exec', `lan-${nic}`, process.execPath, ...serving([four, six])];
  const child = spawn('ip', words, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
}

/** What is at the other ends of the cables, and what serves there. */
const isServed = ({ namespace, section }: Difference) =>
  namespace.startsWith('lan-') || section === 'processes';

const report: Record<string, unknown> = {};
/** What is said of the uplink. */
async function tried(name: string): Promise<void> {
  const said = await reachInternet([four, six], 2000, 'uplink');
  report[name] =
    said.kind === 'Reached'
      ? said.by.endpoint
      : Object.fromEntries(said.endpoints.map(({ endpoint, why }) => [endpoint, why]));
}

sh(
  'sysctl -qw net.ipv6.conf.all.accept_ra=0 net.ipv6.conf.default.accept_ra=0 net.ipv6.conf.default.accept_dad=0',
);
await plug('eth0', {});
await plug('eth1', {});
sh(`
  ip -n lan-eth0 address add 10.7.0.1/24 dev gw-eth0; ip -n lan-eth0 address add fd07::1/64 dev gw-eth0 nodad
  ip -n lan-eth1 address add 172.16.0.1/24 dev gw-eth1; ip -n lan-eth1 address add fd16::1/64 dev gw-eth1 nodad
  ip link add zos type bridge; ip link set eth0 master zos; ip link set eth0 up; ip link set zos up
  ip link set eth1 up
  ip address add 172.16.0.9/24 dev eth1; ip address add fd16::9/64 dev eth1 nodad
  ip route add default via 172.16.0.1; ip route add default via fd16::1
`);
await until(() => sh('ip -6 -oneline address show dev zos scope link').includes('fe80:'));
await serve('eth1');
const direct = await reachInternet([four], 2000);
report['direct'] = direct.kind;
await tried('bare');
sh('ip address add 10.7.0.9/24 dev zos; ip address add fd07::9/64 dev zos nodad');
await tried('addressed');
sh('ip route add default via 10.7.0.1 metric 500; ip route add default via fd07::1 metric 2000');
const before = await settled(recordedHere);
await tried('island');
await serve('eth0');
await tried('led');
report['changed'] = await changesSince(before, recordedHere, { except: isServed });
sh('ip route delete default via 172.16.0.1; ip route delete default via fd16::1');
await tried('alone');
sh(`
  ip route flush default; ip -6 route flush default; ip route add default dev zos
  ip -n lan-eth0 neighbour add proxy 198.51.100.1 dev gw-eth0
`);
await tried('onLink');
process.stdout.write(JSON.stringify(report), () => process.exit(0));
