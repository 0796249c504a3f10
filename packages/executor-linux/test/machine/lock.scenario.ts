import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sh } from '@networkd/lab/scenario/foreign';
import { hub, keyFor } from '../networks.js';
import { applied, executor, folders, giveKey, planned } from './node.js';

const node = 'n0';
const scratch = join(folders.state, '..');
const [, module = '', role] = process.argv;
const second = hub(4, { version: 2, port: 7002 });
const other = hub(3, { id: 'y', second: 8, port: 7100 });

const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups'];

/** Tries all that a process without rights can do to hold the lock, in the host's network. */
const attack = `
import net from 'node:net';
import { openSync } from 'node:fs';
net.createServer().listen('\\0networkd');
for (const flags of ['r', 'r+', 'a'])
  try { openSync('/run/networkd/lock', flags); console.log('opened'); } catch {}
try { openSync('/run/networkd', 'r'); console.log('opened'); } catch {}
console.log('done');
setInterval(() => {}, 1000);
`;

/** An `ip` that waits for a word before it changes anything. */
const slowIp = (ip: string) => `#!/bin/sh
case " $* " in
*" -json "*) ;;
*" -batch "*)
  : >"${scratch}/begun"
  while ! [ -e "${scratch}/go-on" ]; do sleep 0.02; done
esac
exec ${ip} "$@"
`;

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; !condition(); i++) {
    if (i > 3000) throw new Error('it does not come');
    await sleep(10);
  }
}

async function main(): Promise<void> {
  sh(
    'ip link add eth0 type veth peer name gateway; ip address add 198.51.100.1/24 dev eth0; ip link set eth0 up',
  );
  giveKey('x', keyFor('x/n0'));
  giveKey('y', keyFor('y/n0'));
  const report: Record<string, unknown> = {};

  await applied(await planned([hub(3)], node));
  const attacker = spawn('setpriv', [...nobody, process.execPath, '--input-type=module', '-e', attack], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  attacker.stdout.on('data', (piece: Buffer) => {
    said += piece.toString();
  });
  await until(() => said.includes('done'));
  report['unprivileged'] = said === 'done\n' ? 'cannot hold it' : said;
  report['applied'] = (await applied(await planned([second], node))).operations > 0;
  attacker.kill('SIGKILL');
  await once(attacker, 'exit');

  const ip = spawnSync('sh', ['-c', 'command -v ip'], { encoding: 'utf8' }).stdout.trim();
  sh(`mkdir ${scratch}/bin`);
  writeFileSync(join(scratch, 'bin/ip'), slowIp(ip), { mode: 0o755 });
  const env = { ...process.env, PATH: `${scratch}/bin:${process.env['PATH']}` };
  const applier = spawn(process.execPath, [module, 'applier'], { stdio: 'inherit', env });
  await until(() => existsSync(join(scratch, 'begun')));
  applier.kill('SIGKILL');
  await once(applier, 'exit');
  const plan = await planned([hub(5)], node);
  const refusal = await executor().apply(plan, () => {})();
  report['whileItEnds'] = refusal._tag === 'Left' && refusal.left.message;
  writeFileSync(join(scratch, 'go-on'), '');
  report['afterwards'] = (await applied(plan, { lockTimeout: 60 })).operations > 0;
  report['processes'] = sh('pgrep -a flock || true')
    .split('\n')
    .filter((line) => line !== '');
  console.log(JSON.stringify(report));
}

if (role === 'applier') await applied(await planned([other], node));
else await main();
process.exit();
