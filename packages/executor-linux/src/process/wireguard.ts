import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import type { LinkAdd } from '@networkd/planner';
import { userspaceImplementation as implementation, launch } from '../command/run.js';
import { until } from '../until.js';
import { answers } from './programs/wireguard-go/socket.js';
import { logOf, processOf, runFolder } from './wireguard-found.js';

/** What was run, and what it said where it failed. */
export interface Birth {
  readonly command: string;
  readonly output?: string;
}

/**
 * Makes a WireGuard device by a process of ours, in the namespace where its UDP socket is to be, and waits until it
 * listens to wg(8). The process stays in the foreground of a session of its own and ends with its device.
 */
export async function startDevice({ netns, name }: LinkAdd): Promise<Birth> {
  const program = [implementation, '-f', name];
  const argv = netns === undefined ? program : ['ip', 'netns', 'exec', netns, ...program];
  const command = argv.join(' ');
  if (!(await hasEnded(name))) return { command, output: `a process of ours still makes another ${name}` };
  mkdirSync(runFolder, { recursive: true, mode: 0o700 });
  rmSync(logOf(name), { force: true });
  const pid = launch(argv, logOf(name));
  if (pid === undefined) {
    return { command, output: `${implementation} cannot be started: install it, or a kernel with WireGuard` };
  }
  const listens = await until(async () => (await answers(name)) || !existsSync(`/proc/${pid}/exe`));
  if (listens && (await answers(name))) return { command };
  const said = readFileSync(logOf(name), 'utf8');
  return { command, output: `no answer from ${implementation}:\n${said}${remedyFor(said)}` };
}

/** A process of wireguard-go watches its socket by inotify(7), of which there are so many instances and no more. */
function remedyFor(said: string): string {
  return said.includes('too many open files')
    ? 'Each such device takes an inotify instance; allow more of them: sysctl -w fs.inotify.max_user_instances=8192'
    : '';
}

/** Waits until the process of a device that is gone has ended, so that its name and its port are free; else ends it. */
export async function stopDevice(name: string): Promise<void> {
  if (!existsSync(logOf(name))) return;
  const pid = (await hasEnded(name)) ? undefined : processOf(name);
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
  rmSync(logOf(name), { force: true });
}

function hasEnded(name: string): Promise<boolean> {
  return until(async () => processOf(name) === undefined);
}
