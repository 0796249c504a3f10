/** On a machine of its own, by the program itself: a boot on a VLAN, on a bond, or on a VLAN on a bond, and all of it undone. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { serving } from '@networkd/lab/meter/tcp';
import type { Difference } from '@networkd/lab/outside/differences';
import { recordedHere } from '@networkd/lab/outside/observe';
import { changesSince, settled } from '@networkd/lab/outside/settled';
import { sh } from '@networkd/lab/scenario/foreign';
import { isKept } from '@networkd/lab/scenario/kept';
import { lentOn, serve, until } from '@networkd/lab/scenario/segment';

const scratch = process.env['SCRATCH'] ?? '';
const kind = process.argv[2] ?? '';
const tn = resolve('packages/cli/dist/tn.js');
const nics = ['eth0', 'eth1'];

/** The other end of the cables, in `lan-eth0`, which comes to be `gw-eth0`: where the segment's server is. */
const ends: Readonly<Record<string, string>> = {
  vlan: 'link set far0 up; link add link far0 name gw-eth0 type vlan id 7',
  'active-backup':
    'link add gw-eth0 type bridge; link set far0 master gw-eth0 up; link set far1 master gw-eth0 up',
  '802.3ad': `link add gw-eth0 type bond mode 802.3ad miimon 100 lacp_rate fast
    link set far0 master gw-eth0; link set far1 master gw-eth0`,
  'vlan-on-bond': `link add bond0 type bond mode 802.3ad miimon 100 lacp_rate fast
    link set far0 master bond0; link set far1 master bond0; link set bond0 up
    link add link bond0 name gw-eth0 type vlan id 7`,
};
const uplinks: Readonly<Record<string, object>> = {
  vlan: { interface: 'eth0', vlan: 7 },
  'active-backup': { bond: { interfaces: nics, mode: 'active-backup' } },
  '802.3ad': { bond: { interfaces: nics, mode: '802.3ad' } },
  'vlan-on-bond': { bond: { interfaces: nics, mode: '802.3ad' }, vlan: 7 },
};

sh(`
  ip netns add lan-eth0
  ip -n lan-eth0 link set lo up
  ip -n lan-eth0 address add 1.1.1.1/32 dev lo
  for i in 0 1; do ip link add eth$i type veth peer name far$i netns lan-eth0; done
  # A vlan raises the NIC that it is on, which then stays up.
  ${kind === 'vlan' ? 'ip link set eth0 up' : ''}
`);
spawnSync('ip', ['-n', 'lan-eth0', '-batch', '-'], {
  input: `${ends[kind]
    ?.split(/;|\n/)
    .map((line) => line.trim())
    .join('\n')}\nlink set gw-eth0 up\n`,
  stdio: ['pipe', 'ignore', 'inherit'],
});
await serve('eth0', { dhcp: { address: '192.168.7.1/24', range: '192.168.7.50,192.168.7.60' } });
const endpoint = '1.1.1.1:443';
const server = spawn('ip', ['netns', 'exec', 'lan-eth0', process.execPath, ...serving([endpoint])], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
await once(server.stdout, 'data');

const file = join(scratch, 'node.json');
writeFileSync(
  file,
  JSON.stringify({ schema: 'node-config/1', uplink: uplinks[kind], internet: { endpoints: [endpoint] } }),
);
const state = ['--state', join(scratch, 'state')];

async function run(...args: readonly string[]) {
  const child: ChildProcess = spawn(process.execPath, [tn, ...args, ...state], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece: Buffer) => (said += piece));
  const [status] = await once(child, 'close');
  return { status, said };
}

const reached = () => spawnSync('ping', ['-n', '-c', '1', '-W', '1', '1.1.1.1']).status === 0;
/** The other end of the cables, and the parameters of conntrack, whose module was loaded meanwhile. */
const isNotOurs = ({ namespace, section, what }: Difference) =>
  namespace === 'lan-eth0' || (section === 'parameters' && what.startsWith('net.netfilter.'));
const report: Record<string, unknown> = {};
const before = await settled(recordedHere);
const booted = await run('boot', 'apply', '-n', 'a', '-c', file, '--wait', '600', '--yes');
if (booted.status !== 0) throw new Error(booted.said);
report['booted'] = booted;
report['links'] = sh(`
  ip -json -details link show |
    node -e 'const all = JSON.parse(require("fs").readFileSync(0)); console.log(JSON.stringify(all.filter(({ linkinfo }) => ["vlan", "bond"].includes(linkinfo?.info_kind)).map(({ ifname, link, linkinfo: { info_kind: kind, info_data: { id, mode } } }) => ({ ifname, link, kind, id, mode }))))'
`);
report['reached'] = await until(reached, 600);
report['lent'] = lentOn('eth0').length > 0;
report['again'] = await run('boot', 'apply', '-n', 'a', '-c', file, '--detailed-exitcode', '--yes');
report['verified'] = await run('node', 'verify', '-n', 'a');
if (kind !== 'vlan') {
  sh('ip -n lan-eth0 link set far0 down');
  report['onOneCable'] = await until(reached, 600);
  sh('ip -n lan-eth0 link set far0 up');
}
report['removed'] = await run('node', 'remove', '-n', 'a', '--yes');
report['changed'] = await changesSince(before, recordedHere, {
  except: (each) => isKept(each) || isNotOurs(each),
  seconds: 60,
});
process.stdout.write(JSON.stringify(report), () => process.exit(0));
