/** On a machine of its own: which process is found for a device, beside one that writes to the same path elsewhere. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { runFolder } from '@networkd/planner';
import { launch } from '../../src/command/run.js';
import { processOf } from '../../src/process/find.js';
import { programs } from '../../src/process/programs.js';

const program = programs['wireguard-go'];
const link = { device: 'w-x' };

const log = program.file(link);
const elsewhere = `mount -t tmpfs tmpfs /run && mkdir ${runFolder} && exec sleep 1000 >${log}`;
const other = spawn('unshare', ['--mount', 'sh', '-c', `${elsewhere}`], { stdio: 'ignore' });
while (!existsSync(`/proc/${other.pid}/root${log}`)) await sleep(10);

mkdirSync(runFolder, { mode: 0o700 });
const before = processOf(program, link);
const started = launch(['sleep', '1000'], log);
const found = processOf(program, link);
rmSync(log);
const afterwards = processOf(program, link);
spawnSync('kill', ['-9', String(started)]);
while (existsSync(`/proc/${started}/exe`)) await sleep(10);
const ended = processOf(program, link);
const answer = { before, started, found, afterwards, ended };
const text = JSON.stringify(answer, (_, value: unknown) => value ?? null);
process.stdout.write(text, () => process.exit(0));
