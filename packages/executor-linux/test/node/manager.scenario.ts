/**
 * On a machine of its own, by the programs themselves: a NIC that NetworkManager manages, left to the node as it is told, and the
 * node's own network beside a NetworkManager that goes on, and that starts again.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { told } from '../../../../test/outside/differences.js';
import { unpackedEnvironment } from '../../../../test/outside/furniture/unpacked.js';
import { recordedHere } from '../../../../test/outside/observe.js';
import { changesSince, settled } from '../../../../test/outside/settled.js';
import { nicOwners } from '../../src/health/nic-owner.js';
import { serving } from '../lab/tcp.js';
import { sh } from '../machine/foreign.js';
import { plug, until } from './segment.js';

const scratch = process.env['SCRATCH'] ?? '';
const tn = resolve('packages/cli/dist/tn.js');
const bus = join(scratch, 'bus');
const log = join(scratch, 'NetworkManager.log');
const env = { ...process.env, ...unpackedEnvironment, DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${bus}` };

// What is written below /etc and /var/lib is this machine's alone.
sh(`
  for folder in /etc /var/lib; do
    mkdir -p ${scratch}/copy$folder
    cp -a $folder/. ${scratch}/copy$folder
    mount --bind ${scratch}/copy$folder $folder
  done
`);
await plug('eth0', { dhcp: { address: '192.168.5.1/24', range: '192.168.5.50,192.168.5.60' } });
const endpoint = '1.1.1.1:443';
sh('ip -n lan-eth0 address add 1.1.1.1/32 dev lo');
const server = spawn('ip', ['netns', 'exec', 'lan-eth0', process.execPath, ...serving([endpoint])], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
await once(server.stdout, 'data');

/** A bus for whoever is here: the system's own rules come with packages that are not installed. */
const rules = join(scratch, 'bus.conf');
writeFileSync(
  rules,
  `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
    "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
  <busconfig><type>session</type><listen>unix:path=${bus}</listen><auth>EXTERNAL</auth><policy context="default">
  <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`,
);
spawn('dbus-daemon', [`--config-file=${rules}`, '--nofork', '--nopidfile'], { env, stdio: 'ignore' });
await until(() => existsSync(bus), 60);

// What a rule of udev says of both ends of a cable between namespaces. Here one end stands for a NIC, and is left out.
mkdirSync('/etc/NetworkManager/conf.d', { recursive: true });
writeFileSync(
  '/etc/NetworkManager/conf.d/85-veth.conf',
  '[device-veth]\nmatch-device=driver:veth,except:interface-name:eth0\nmanaged=0\n',
);
// What another has put there, which is to go on to hold.
writeFileSync(
  '/etc/NetworkManager/conf.d/50-docker.conf',
  '[keyfile]\nunmanaged-devices=interface-name:docker0\n',
);
writeFileSync('/etc/NetworkManager/NetworkManager.conf', '[main]\nplugins=keyfile\ndhcp=internal\n');

/** Where `/sys` cannot be written it believes that no udev will tell it of links, as in a container. */
async function startManager(): Promise<ChildProcess> {
  const start = 'mount -o bind,remount,ro /sys; exec NetworkManager --debug';
  const output = openSync(log, 'w');
  const child = spawn('unshare', ['--mount', 'sh', '-c', start], { env, stdio: ['ignore', output, output] });
  if (!(await until(() => readFileSync(log, 'utf8').includes('startup complete'), 120)))
    throw new Error(readFileSync(log, 'utf8'));
  return child;
}

const state = ['--state', join(scratch, 'state')];
const run = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tn, ...args, ...state], {
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
};
const file = join(scratch, 'node.json');
writeFileSync(file, JSON.stringify({ schema: 'node-config/1', internet: { endpoints: [endpoint] } }));
const boot = ['boot', 'apply', '-n', 'a', '-c', file, '--yes'];
const owners = () => nicOwners(['eth0']).map(({ who }) => who);
const report: Record<string, unknown> = {};

const first = await startManager();
report['given'] = await until(() => sh('ip route show default').includes('dev eth0'), 120);
report['owners'] = owners();
report['refused'] = run(...boot);

// What to do was said.
const remedy = /write to (\S+), a line each: (.*?); then run: (nmcli [a-z ]+)/;
const [, where = '', lines = '', command = ''] = remedy.exec(nicOwners(['eth0'])[0]?.remedy ?? '') ?? [];
writeFileSync(where, `${lines.replaceAll(', ', '\n')}\n`);
report['told'] = spawnSync('sh', ['-c', command], { env, encoding: 'utf8' });
report['isLeft'] = await until(() => owners().length === 0, 120);
report['booted'] = run(...boot);
report['verified'] = run('node', 'verify', '-n', 'a');

const before = await settled(recordedHere);
first.kill();
await once(first, 'close');
const second = await startManager();
report['ownersAgain'] = owners();
// It is another process, and writes into its own folder what it knows.
report['changes'] = await changesSince(before, recordedHere, {
  except: (difference) => told(difference).includes('NetworkManager'),
});
report['verifiedAgain'] = run('node', 'verify', '-n', 'a');
second.kill();
process.stdout.write(JSON.stringify(report), () => process.exit(0));
