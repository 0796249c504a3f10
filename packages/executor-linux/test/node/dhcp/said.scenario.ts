import { udhcpcFiles } from '@networkd/planner';
/** On a machine of its own: what DHCP servers say beside an address, in earnest and in bad faith. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sh } from '@networkd/lab/scenario/foreign';
import { plug, serve, silence, until } from '@networkd/lab/scenario/segment';
import { systemClock } from '../../../src/clock.js';
import { run } from '../../../src/command/run.js';
import { leaseOf } from '../../../src/dhcp/lease.js';
import { probeAll } from '../../../src/node/probe-all.js';
import { processOf } from '../../../src/process/find.js';
import { udhcpc } from '../../../src/process/programs/udhcpc.js';
import { start, stop } from '../../../src/process/supervisor.js';

const state = join(process.env['SCRATCH'] ?? '/tmp', 'state');
const report: Record<string, unknown> = {};
const lend = (network: string, host = 7) => ({
  address: `${network}.1/24`,
  range: `${network}.${host},${network}.${host}`,
});

const classless = { ...lend('192.168.5'), routers: ['192.168.5.1'] };
await plug('eth0', {
  dhcp: { ...classless, options: ['121,10.20.0.0/16,192.168.5.9,0.0.0.0/0,192.168.5.8', '26,1400'] },
});
// As Hetzner's and Google's: one address alone, and a router that is on no network of the link.
await plug('eth1', {
  dhcp: {
    ...lend('198.51.100'),
    routers: ['198.51.100.1'],
    options: ['1,255.255.255.255', '121,172.31.1.1/32,0.0.0.0,0.0.0.0/0,172.31.1.1'],
  },
});
const flood = Array.from({ length: 40 }, (_, i) => `${128 + i}.0.0.0/8,10.2.0.1`);
await plug('eth2', {
  dhcp: { ...lend('10.2.0'), options: ['3,10.2.0.7', '26,68', ['121', ...flood].join()] },
});
await plug('eth3', { dhcp: { ...lend('169.254.3'), address: '169.254.3.1/16' } });
await plug('eth4', { dhcp: { ...lend('100.127.4'), address: '100.127.4.1/16' } });
await plug('eth5', { dhcp: { ...lend('10.5.0'), options: ['3,10.5.0.7', '26,9000'] } });

// Whoever wants an address of such a segment is told why it gets none.
const [refused] = await probeAll(
  { run, clock: systemClock },
  { state, seconds: 4, ignore: ['eth0', 'eth1', 'eth2', 'eth4', 'eth5'] },
  () => {},
);
report['failure'] = refused?.failure;
report['offer'] = refused?.ipv4;

// Each in a namespace of its own: there is one default route of ours in each.
const devices = ['eth0', 'eth1', 'eth2', 'eth3', 'eth4', 'eth5'];
const placeOf = (device: string) => ({ netns: `of-${device}`, device });
for (const device of devices) {
  const { netns } = placeOf(device);
  sh(
    `ip netns add ${netns}; ip link set ${device} netns ${netns}; ip -n ${netns} link set lo up; ip -n ${netns} link set ${device} up`,
  );
}
await Promise.all(
  devices.map((device) => start(udhcpc, placeOf(device), { run, clock: systemClock, state })),
);
const isAnswered = (device: string) =>
  leaseOf(placeOf(device)) !== undefined ||
  readFileSync(udhcpcFiles.logFile(placeOf(device)), 'utf8').includes('refused');
report['answered'] = await until(() => devices.every(isAnswered), 40);

const routesOf = (device: string) =>
  sh(`ip -n of-${device} -4 route show dev ${device} proto dhcp`)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
for (const device of devices) {
  report[device] = {
    addresses: sh(`ip -n of-${device} -4 -oneline address show dev ${device} | awk '{print $4}'`).trim(),
    routes: routesOf(device),
    mtu: leaseOf(placeOf(device))?.lease?.mtu,
    gateways: leaseOf(placeOf(device))?.gateways.map(({ text }) => text),
    log: readFileSync(udhcpcFiles.logFile(placeOf(device)), 'utf8')
      .split('\n')
      .filter((line) => /^(refused|left out)/.test(line)),
  };
}

// The server says other routes at the next renewal: those that it says no longer go.
await silence('eth0');
await serve('eth0', { dhcp: { ...classless, options: ['121,10.21.0.0/16,192.168.5.9'] } });
process.kill(processOf(udhcpc, placeOf('eth0')) ?? 0, 'SIGUSR1');
await until(() => routesOf('eth0').some((line) => line.startsWith('10.21.')));
await until(() => routesOf('eth0').length === 1);
report['renewed'] = routesOf('eth0');

// What ip(8) does not take is no lease: the link is gone from under the client.
const script = join(state, 'udhcpc.sh');
const environment = `interface=gone ip=10.6.0.7 mask=24 NETWORKD_LEASE=${udhcpcFiles.leaseFile({ device: 'gone' })}`;
report['noLink'] = sh(`${environment} ${script} bound 2>&1 || echo "status $?"`).trim().split('\n').slice(-2);
report['noLease'] = leaseOf({ device: 'gone' }) ?? 'none';

for (const device of devices) await stop(udhcpc, placeOf(device), systemClock);
report['left'] = devices.flatMap(routesOf);
process.stdout.write(JSON.stringify(report), () => process.exit(0));
