/** On a machine of its own: what is told of changes, and what the Internet and the node itself look like. */

import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sh } from '@networkd/lab/scenario/foreign';
import { cable, plug, serve, until } from '@networkd/lab/scenario/segment';
import { parseNodeId } from '@networkd/planner';
import { systemClock } from '../../../src/clock.js';
import { run } from '../../../src/command/run.js';
import { leaseOf } from '../../../src/dhcp/lease.js';
import { reachInternet } from '../../../src/node/internet.js';
import { survey } from '../../../src/node/survey.js';
import { type Changed, watch } from '../../../src/node/watch.js';
import { processOf } from '../../../src/process/find.js';
import { udhcpc } from '../../../src/process/programs/udhcpc.js';
import { start, stop } from '../../../src/process/supervisor.js';
import { right } from '../../networks.js';

const state = join(process.env['SCRATCH'] ?? '/tmp', 'state');
const report: Record<string, unknown> = {};
const first = {
  dhcp: { address: '192.168.5.1/24', range: '192.168.5.50,192.168.5.50' },
  advertised: '2001:db8:5::1/64',
};
await plug('eth0', first);
await plug('eth1', { isUnplugged: true });
sh(`
  ip link add zos group 110 type bridge; ip link set zos alias networkd:@node
  ip link set eth0 master zos; ip link set eth0 up; ip link set zos up
  ip link set eth1 up
`);
await start(udhcpc, { device: 'zos' }, { run, clock: systemClock, state });
await until(() => leaseOf({ device: 'zos' }) !== undefined);
await until(() => sh('ip -6 -oneline address show dev zos scope global -tentative').includes('2001:db8:5:'));
sh(
  'ping -c 1 -W 2 192.168.5.1; wireguard-go -f wg0 >/dev/null 2>&1 & sleep 0.3; wg set wg0 listen-port 51820',
);
const facts = await survey({ run, clock: systemClock }, right(parseNodeId('a')));
const zos = facts.links.find(({ name }) => name === 'zos');
const texts = (list: readonly { readonly text: string }[] = []) => list.map(({ text }) => text);
report['nics'] = facts.nics.map(({ name, carrier, mtu, driver, speed, master, mac }) => ({
  name,
  carrier,
  mtu,
  driver,
  speed,
  master,
  isMac: /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(mac),
}));
report['zos'] = {
  addresses: texts(zos?.addresses).map((text) => text.replace(/^((?:[^:]+:){3}).*\//, '$1:/')),
  gateways: texts(zos?.gateways).map((text) => text.replace(/^fe80:.*/, 'fe80')),
  routes: zos?.routes?.map(({ destination, via, metric }) => [
    destination.text,
    via?.text.replace(/^fe80:.*/, 'fe80'),
    metric,
  ]),
  lease: { server: zos?.lease?.server?.text, seconds: zos?.lease?.seconds },
};
report['ports'] = { wireguard: facts.wireguardPorts, others: facts.otherPorts };
const mac = sh('ip netns exec lan-eth0 cat /sys/class/net/gw-eth0/address').trim();
report['hints'] = facts.lanHints.map((hint) => [
  hint.interface,
  hint.network.text,
  hint.gateway?.text.replace(/^fe80:.*/, 'fe80'),
  hint.gatewayMac === mac,
]);

// Changes, many in one.
const told: Changed[] = [];
/** Takes what was told, and gives what concerns a link: leases and routes of others have lifetimes of their own. */
const toldOf = (device: string) => told.splice(0).filter(({ devices }) => devices.includes(device));
const watching = watch((changed) => told.push(changed), { quiet: 500, longest: 2000 });
// A router that advertises itself meanwhile, or a lease that is renewed, would make a change: of how long an address is valid.
sh('pkill -STOP -x radvd; pkill -STOP -x dnsmasq');
// What it has begun comes to its end first: of an address that is new nobody may have another (RFC 4862).
await until(async () => {
  told.splice(0);
  await sleep(1500);
  return told.length === 0;
});
await sleep(1000);
report['quiet'] = toldOf('eth1');
// By one process: the next of several may begin late on a busy machine.
const burst = [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((i) => [
  `address add 10.0.${i}.1/24 dev eth1`,
  `link set eth1 mtu 14${i}${i}`,
]);
execFileSync('ip', ['-batch', '-'], { input: [...burst, 'route add 10.99.0.0/16 dev eth1\n'].join('\n') });
await until(() => told.some(({ devices }) => devices.includes('eth1')));
await sleep(1000);
report['burst'] = toldOf('eth1');
// Before all else on a busy machine, or it would leave pauses that a watch may well take for an end.
const changes = 'while :; do ip link set eth1 mtu 1400; ip link set eth1 mtu 1401; done';
const changing = spawn('nice', ['-n', '-19', 'sh', '-c', changes]);
await sleep(5000);
changing.kill('SIGKILL');
report['endless'] = told.splice(0).length;
await sleep(1000);
sh('pkill -CONT -x radvd; pkill -CONT -x dnsmasq');
told.splice(0);

// The cable is pulled, and there is another network when it is back: the client is made to ask.
const before = sh('ip -4 -oneline address show dev zos');
cable('eth0', 'down');
await until(() => told.some(({ devices }) => devices.includes('zos')));
await serve('eth0', { dhcp: { address: '172.16.0.1/16', range: '172.16.0.9,172.16.0.9' } });
cable('eth0', 'up');
report['follows'] = await until(() => sh('ip -4 -oneline address show dev zos').includes('172.16.0.9'), 180);
report['wasElsewhere'] = before.includes('192.168.5.50');
told.splice(0);
const client = processOf(udhcpc, { device: 'zos' });
process.kill(client ?? 0, 'SIGKILL');
report['missesClient'] = await until(() => told.some(({ subjects }) => subjects.includes('udhcpc')));
// The monitor itself dies: what may have been missed is told, and the watch goes on.
told.splice(0);
sh('pkill -x ip || true');
report['survives'] = await until(() => told.some(({ subjects }) => subjects.length === 3), 10);
told.splice(0);
sh('ip link set eth1 mtu 1490');
report['goesOn'] = await until(() => told.some(({ devices }) => devices.includes('eth1')));
await watching.stop();
told.splice(0);
sh('ip link set eth1 mtu 1491');
await sleep(500);
report['stopped'] = told;
report['processes'] = sh('pgrep -x -a ip | grep -v defunct || true');
await stop(udhcpc, { device: 'zos' }, systemClock);

// The Internet, as far as there is one.
const server = createServer((socket) => socket.end());
await new Promise<void>((resolve) => server.listen(4443, '127.0.0.1', resolve));
sh('ip address add 198.51.100.1/24 dev eth1');
const open = await reachInternet(['198.51.100.9:443', '127.0.0.1:4443', '[2001:db8:5::9]:443'], 3000);
report['reached'] = open.kind === 'Reached' ? open.by.endpoint : open;
const timer = performance.now();
const closed = await reachInternet(
  ['127.0.0.1:1', '198.51.100.9:443', 'localhost:443', '[::1]:0', '192.0.2.1:443'],
  1500,
);
report['took'] = performance.now() - timer;
report['unreached'] =
  closed.kind === 'Unreached' ? closed.endpoints.map(({ endpoint, why }) => [endpoint, why]).sort() : closed;
report['none'] = await reachInternet([], 500);
process.stdout.write(JSON.stringify(report), () => process.exit(0));
