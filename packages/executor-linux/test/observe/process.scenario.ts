/** On a machine of its own: which process is found for a device, beside one that writes to the same path elsewhere. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { launch } from '../../src/command/run.js';
import { logOf, processOf, runFolder } from '../../src/process/wireguard-found.js';

const log = logOf('w-x');
const elsewhere = `mount -t tmpfs tmpfs /run && mkdir ${runFolder} && exec sleep 1000 >${log}`;
const other = spawn('unshare', ['--mount', 'sh', '-c', `${elsewhere}`], { stdio: 'ignore' });
while (!existsSync(`/proc/${other.pid}/root${log}`)) await sleep(10);

mkdirSync(runFolder, { mode: 0o700 });
const before = processOf('w-x');
const started = launch(['sleep', '1000'], log);
const found = processOf('w-x');
rmSync(log);
const afterwards = processOf('w-x');
spawnSync('kill', ['-9', String(started)]);
while (existsSync(`/proc/${started}/exe`)) await sleep(10);
const ended = processOf('w-x');
const answer = { before, started, found, afterwards, ended };
const text = JSON.stringify(answer, (_, value: unknown) => value ?? null);
process.stdout.write(text, () => process.exit(0));
