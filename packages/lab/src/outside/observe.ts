import { spawnSync } from 'node:child_process';
import type { Folders } from './files.js';
import { type MachineRecord, recordOf } from './record.js';
import { script } from './script.js';

/** What the files of a machine are looked for in, where nothing else is said: what is lost when it stops. */
const running: Folders = {
  folders: ['/run'],
  // Namespaces are written down themselves, and systemd-networkd notes there what it sees of all links.
  except: ['/run/netns', '/run/systemd/netif'],
};

/** A machine as the laboratory has it: runs a command in its namespaces to the end. */
interface Observable {
  readonly run: (
    argv: readonly string[],
  ) => Promise<{ readonly status: number; readonly stdout: string; readonly stderr: string }>;
}

/** Writes down a machine of the laboratory. */
export async function recorded(machine: Observable, folders = running): Promise<MachineRecord> {
  return read(await machine.run(['sh', '-c', script(folders)]), folders);
}

/** Writes down the machine that we run on: a scenario is the first process of one. */
export function recordedHere(folders = running): MachineRecord {
  return read(spawnSync('sh', ['-c', script(folders)], { encoding: 'utf8', maxBuffer: 2 ** 28 }), folders);
}

/** Writes down the machine of which this is the number of a process. */
export function recordedAt(pid: number | string, folders = running): MachineRecord {
  const into = ['--target', `${pid}`, '--net', '--mount', '--pid', '--', 'sh', '-c', script(folders)];
  return read(spawnSync('nsenter', into, { encoding: 'utf8', maxBuffer: 2 ** 28 }), folders);
}

interface Answer {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function read({ status, stdout, stderr }: Answer, folders: Folders): MachineRecord {
  if (status !== 0) throw new Error(`the machine was not written down, exit ${status}:\n${stderr}`);
  return recordOf(stdout, folders);
}
