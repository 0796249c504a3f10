/** In a virtual machine that nobody else is in: what doctor says without each module, and with it again. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Check, doctor } from '@networkd/executor-linux';
import { parseNodeConfig } from '@networkd/planner';
import { right } from '../../packages/executor-linux/test/networks.js';

const modules: readonly string[] = process.argv.slice(2);
const rules = '/etc/modprobe.d/networkd-test.conf';
const scratch = process.env['SCRATCH'] ?? '';
const folders = { state: join(scratch, 'state'), secrets: join(scratch, 'secrets') };
const config = right(
  parseNodeConfig({
    schema: 'node-config/1',
    uplink: { bond: { interfaces: ['eth0', 'eth1'], mode: '802.3ad' }, vlan: 7 },
  }),
);

/** Has modprobe(8), by which the kernel loads what it is asked for, refuse a module; where it is loaded, it goes. */
async function block(module: string): Promise<void> {
  writeFileSync(rules, `install ${module} /bin/false\n`);
  // What an attempt made is in use until the kernel has taken its namespace apart, a moment later.
  while (isLoaded(module)) {
    remove(module);
    await sleep(100);
  }
}

/** Those that need it go first. */
function remove(module: string): void {
  for (const holder of isLoaded(module) ? readdirSync(`/sys/module/${module}/holders`) : []) remove(holder);
  spawnSync('modprobe', ['--remove', module]);
}

function isLoaded(module: string): boolean {
  return existsSync(`/sys/module/${module}/holders`);
}

async function checks(isWanted: boolean): Promise<Readonly<Record<string, Check>>> {
  const found = await doctor(folders, isWanted ? { config } : {});
  return Object.fromEntries(found.map((check) => [check.name, check]));
}

const links = () => spawnSync('ip', ['-brief', 'link', 'show'], { encoding: 'utf8' }).stdout;
const before = links();
const report: Record<string, unknown> = {};
for (const module of modules) {
  await block(module);
  const [without, unasked] = [await checks(true), await checks(false)];
  rmSync(rules);
  report[module] = { without, unasked, given: await checks(true) };
}
process.stdout.write(JSON.stringify({ report, links: [before, links()] }), () => process.exit(0));
