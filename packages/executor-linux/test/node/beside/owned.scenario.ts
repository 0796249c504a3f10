/** On a machine of its own, by the program itself: NICs that DHCP clients and systemd-networkd have taken for their own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { systemdNetworkd } from '@networkd/lab/furniture/managers';
import { unpackedEnvironment } from '@networkd/lab/furniture/unpacked';
import { sh } from '@networkd/lab/scenario/foreign';
import { plug, until } from '@networkd/lab/scenario/segment';
import { nicOwners } from '../../../src/health/nic-owner.js';

const scratch = process.env['SCRATCH'] ?? '';
const tn = resolve('packages/cli/dist/tn.js');
const report: Record<string, unknown> = {};

await plug('eth0', { dhcp: { address: '192.168.5.1/24', range: '192.168.5.50,192.168.5.60' } });
sh(`
  for i in 1 2 3; do ip link add eth$i type veth peer name far$i netns lan-eth0; ip link set eth$i up; done
  ip link set eth0 up
`);

// As a distribution's own: it gives the NIC what it was lent.
const script = join(scratch, 'lent.sh');
writeFileSync(
  script,
  `#!/bin/sh
  [ "$1" = bound ] || exit 0
  ip address add "$ip/$mask" dev "$interface"
  ip route add default via "$router" dev "$interface"
`,
);
chmodSync(script, 0o755);
const udhcpc = spawn('udhcpc', ['-f', '-i', 'eth0', '-s', script], { stdio: 'ignore' });
const env = { ...process.env, ...unpackedEnvironment };
const mine = (name: string) => join(scratch, `dhclient.${name}`);
const dhclient = spawn(
  'dhclient',
  ['-d', '-4', '-lf', mine('leases'), '-pf', mine('pid'), '-sf', '/bin/true', 'eth1'],
  { env, stdio: 'ignore' },
);
// It keeps what it knows of itself where only its package makes a folder.
sh('mount -t tmpfs tmpfs /var/lib; mkdir /var/lib/dhcpcd');
const dhcpcd = spawn('dhcpcd', ['--nobackground', '-4', 'eth3'], { env, stdio: 'ignore' });
const isGiven = () => sh('ip route show default').includes('dev eth0');
report['given'] = await until(isGiven, 60);
const known = () =>
  nicOwners(['eth0', 'eth1', 'eth2', 'eth3']).map(({ nic, who }) => `${nic} ${who.split(' ')[0]}`);
report['known'] = await until(() => known().length === 3, 60);
report['owners'] = known();

const hasNetworkd = existsSync('/lib/systemd/systemd-networkd');
if (hasNetworkd) sh(systemdNetworkd.script);
const manager = () => nicOwners(['enf3', 'eth2']).map(({ nic, who }) => `${nic} ${who}`);
report['hasNetworkd'] = hasNetworkd;
if (hasNetworkd) await until(() => manager().length === 1, 60);
report['manager'] = manager();

const file = join(scratch, 'node.json');
writeFileSync(
  file,
  JSON.stringify({
    schema: 'node-config/1',
    ignore: ['eth1', 'eth2', 'eth3', 'enf3'],
    uplink: { interface: 'eth0' },
  }),
);
const state = ['--state', join(scratch, 'state')];
const run = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tn, ...args, ...state], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};
// Of IPv6 the kernel is still asking whether addresses are free.
const shown = () =>
  sh(
    'for nic in eth0 eth1; do ip -brief link show $nic; ip -brief -4 address show $nic; done; ip -4 route; ip netns',
  );
const before = shown();
report['planned'] = run('boot', 'plan', '-n', 'a', '-c', file);
report['applied'] = run('boot', 'apply', '-n', 'a', '-c', file, '--yes');
report['doctor'] = run('doctor').stdout;
report['untouched'] = [shown(), udhcpc.exitCode];
report['before'] = [before, null];

// What to do was said.
await ended(udhcpc);
report['after'] = run('boot', 'plan', '-n', 'a', '-c', file);
await ended(dhclient);
await ended(dhcpcd);
if (hasNetworkd) sh('pkill -x systemd-network');
process.stdout.write(JSON.stringify(report), () => process.exit(0));

async function ended(child: ChildProcess): Promise<void> {
  child.kill();
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
}
