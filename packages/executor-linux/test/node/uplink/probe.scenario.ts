/** On a machine of its own: NICs with all kinds of segments behind them, probed at once. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Difference } from '@networkd/lab/outside/differences';
import { recordedHere } from '@networkd/lab/outside/observe';
import { changesSince, settled } from '@networkd/lab/outside/settled';
import { sh } from '@networkd/lab/scenario/foreign';
import { plug, until } from '@networkd/lab/scenario/segment';
import type { Candidate } from '@networkd/planner';
import { systemClock } from '../../../src/clock.js';
import { run } from '../../../src/command/run.js';
import { leaseOf } from '../../../src/dhcp/lease.js';
import type { ProbeEvent } from '../../../src/node/probe.js';
import { probeAll } from '../../../src/node/probe-all.js';
import { udhcpc } from '../../../src/process/programs/udhcpc.js';
import { start } from '../../../src/process/supervisor.js';

const state = join(process.env['SCRATCH'] ?? '/tmp', 'state');

/** To be ignored: all but these. */
function others(...nics: readonly string[]): readonly string[] {
  return Array.from({ length: 10 }, (_, i) => `eth${i}`).filter((nic) => !nics.includes(nic));
}

const plain = ({ nic, ipv4, ipv6, failure, current }: Candidate) => ({
  nic: nic.name,
  carrier: nic.carrier,
  ...(ipv4 === undefined
    ? {}
    : { ipv4: [texts(ipv4.addresses), texts(ipv4.gateways), ipv4.lease?.server?.text] }),
  ...(ipv6 === undefined
    ? {}
    : {
        ipv6: [
          texts(ipv6.addresses).map((text) => text.replace(/^((?:[^:]+:){3}).*\//, '$1:/')),
          ipv6.gateways.length,
        ],
      }),
  ...(failure === undefined ? {} : { failure }),
  ...(current === undefined ? {} : { current }),
});
const texts = (list: readonly { readonly text: string }[]) => list.map(({ text }) => text);

// The same program, to be killed while it probes.
if (process.argv[2] === 'victim') {
  const ignore = others('eth0', 'eth5', 'eth6');
  await probeAll({ run, clock: systemClock }, { state, seconds: 5, ignore }, () => process.stdout.write('.'));
  process.exit();
}

const report: Record<string, unknown> = {};
await plug('eth0', {
  dhcp: { address: '192.168.5.1/24', range: '192.168.5.50,192.168.5.50' },
  advertised: '2001:db8:5::1/64',
});
await plug('eth1', { dhcp: { address: '203.0.113.1/24', range: '203.0.113.9,203.0.113.9', delay: 3 } });
await plug('eth2', {});
await plug('eth3', { isUnplugged: true });
await plug('eth4', { advertised: '2001:db8:4::1/64' });
await plug('eth5', { dhcp: { address: '10.5.0.1/16', range: '10.5.0.9,10.5.0.9', routers: [] } });
await plug('eth6', {
  dhcp: { address: '10.6.0.1/16', range: '10.6.0.9,10.6.0.9', routers: ['10.6.0.1', '10.6.0.2'] },
});
await plug('eth7', { dhcp: { address: '10.7.0.1/16', range: '10.7.0.9,10.7.0.9' } });
await plug('eth8', {
  dhcp: { address: '10.8.0.1/16', range: '10.8.0.9,10.8.0.9' },
  advertised: '2001:db8:8::1/64',
});
await plug('eth9', { dhcp: { address: '10.9.0.1/16', range: '10.9.0.9,10.9.0.9' } });
sh(`
  # eth6 is as somebody has it; eth7 has an address and a route; eth8 is up, so that a router gives it addresses.
  ip link set eth6 mtu 1400 alias somebody up; sysctl -qw net.ipv6.conf.eth6.disable_ipv6=1 net.ipv6.conf.eth6.accept_ra=0
  ip address add 10.7.0.77/16 dev eth7; ip link set eth7 up; ip route add default via 10.7.0.1 dev eth7
  ip link set eth8 up
  # eth9 is a member of somebody's bridge.
  ip link add br0 type bridge; ip link set eth9 master br0; ip link set eth9 up; ip link set br0 up
`);
await until(() => sh('ip -6 -oneline address show dev eth8 scope global -tentative').includes('2001:db8:8:'));
await until(() => sh('ip -6 route show default dev eth8 proto ra') !== '');

const before = await settled(recordedHere);
// What is at the other ends of the cables is not on the machine; folders that hold nothing are kept for the next time.
const isMeant = ({ namespace, what }: Difference) =>
  !namespace.startsWith('lan-') && !/^\/run\/networkd(\/probe)?$/.test(what);
const changed = () => changesSince(before, recordedHere, { except: (each) => !isMeant(each) });
const events: ProbeEvent[] = [];
const started = performance.now();
const candidates = await probeAll({ run, clock: systemClock }, { state, ignore: ['eth2'] }, (event) =>
  events.push(event),
);
report['seconds'] = (performance.now() - started) / 1000;
report['candidates'] = candidates.map(plain);
report['changed'] = await changed();
report['events'] = [...new Set(events.map(({ kind, nic }) => `${kind} ${nic}`))].sort();

// A VLAN, which this kernel may lack: said, and the NIC is back all the same.
const vlan = await probeAll(
  { run, clock: systemClock },
  { state, seconds: 1, vlan: 7, ignore: others('eth0', 'eth7', 'eth9') },
  () => {},
);
report['vlan'] = vlan.map(plain);
report['changedByVlan'] = await changed();

// Killed at any moment: the next probe finds the NIC where it was left, and brings it back.
const kills: unknown[] = [];
for (const delay of [0, 50, 100, 150, 200, 250, 300, 400, 600, 800]) {
  const victim = spawn(process.execPath, [process.argv[1] ?? '', 'victim'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  // From when it begins to probe, however long Node took to start.
  await once(victim.stdout, 'data');
  await sleep(delay);
  victim.kill('SIGKILL');
  const wasAway = sh('ls /run/netns').includes('networkd-probe-');
  // What it had begun comes to its end.
  await until(() => sh(`pgrep -x -g ${victim.pid} 'ip|sysctl' || true`) === '');
  await probeAll({ run, clock: systemClock }, { state, seconds: 1, ignore: others('eth5') }, () => {});
  kills.push({ wasAway, changed: await changed() });
}
report['kills'] = kills;

// A router has announced itself, and the kernel still asks whether anybody has the address that follows.
sh('sysctl -qw net.ipv6.conf.eth8.dad_transmits=2; ip link set eth8 down; ip link set eth8 up');
await until(() => sh('ip -6 route show default dev eth8 proto ra') !== '');
const early = await probeAll(
  { run, clock: systemClock },
  { state, seconds: 1, ignore: others('eth8') },
  () => {},
);
report['early'] = early.map(plain);

// The NIC beneath our own bridge: what it offers is what is on the bridge.
sh(`
  ip link add zos group 110 type bridge; ip link set zos alias networkd:@node
  ip link set eth0 master zos; ip link set eth0 up; ip link set zos up
`);
await start(udhcpc, { device: 'zos' }, { run, clock: systemClock, state });
await until(() => leaseOf({ device: 'zos' }) !== undefined);
await until(() => sh('ip -6 -oneline address show dev zos scope global -tentative').includes('2001:db8:5:'));
const current = await probeAll(
  { run, clock: systemClock },
  { state, seconds: 1, ignore: others('eth0') },
  () => {},
);
report['current'] = current.map(plain);
process.stdout.write(JSON.stringify(report), () => process.exit(0));
