/**
 * On a machine of its own, by the programs themselves: a NIC that a program manages, left to the node as that is told, and the
 * node's own network beside the program that goes on, and that starts again.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { serving } from '@networkd/lab/meter/tcp';
import { recordedHere } from '@networkd/lab/outside/observe';
import { changesSince, settled } from '@networkd/lab/outside/settled';
import { sh } from '@networkd/lab/scenario/foreign';
import { plug, until } from '@networkd/lab/scenario/segment';
import { nicOwners } from '../../../src/health/nic-owner.js';
import { ask, managers, startBus } from './managers.js';

const scratch = process.env['SCRATCH'] ?? '';
const tn = resolve('packages/cli/dist/tn.js');
const manager = managers[process.argv[2] ?? ''];
if (manager === undefined) throw new Error(`nobody is called ${process.argv[2]}`);

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

await startBus();
manager.prepare();

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

const first = await manager.start();
report['given'] = await until(() => sh('ip route show default').includes('dev eth0'), 120);
report['owners'] = owners();
report['refused'] = run(...boot);

// What to do was said.
const remedy = /write to (\S+), a line each: (.*?); then run: ((?:nmcli|networkctl) [a-z ]+)/;
const [, where = '', lines = '', command = ''] = remedy.exec(nicOwners(['eth0'])[0]?.remedy ?? '') ?? [];
writeFileSync(where, `${lines.replaceAll(', ', '\n')}\n`);
report['told'] = ask(command);
report['isLeft'] = await until(() => owners().length === 0, 120);
report['booted'] = run(...boot);
report['verified'] = run('node', 'verify', '-n', 'a');

const before = await settled(recordedHere);
first.kill();
await once(first, 'close');
const second = await manager.start();
report['ownersAgain'] = owners();
report['changes'] = await changesSince(before, recordedHere, { except: manager.isItsOwn });
report['verifiedAgain'] = run('node', 'verify', '-n', 'a');
second.kill();
process.stdout.write(JSON.stringify(report), () => process.exit(0));
