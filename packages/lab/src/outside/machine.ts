import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { scratch } from '../scratch.js';
import type { Folders } from './files.js';
import { recordedAt } from './observe.js';
import type { MachineRecord } from './record.js';

/** A machine of new namespaces, with `/run` and `/sys` of its own, that does nothing. */
export interface IdleMachine {
  /** Its /proc, where we are: its processes, and those of machines within it. */
  readonly proc: string;
  /** Runs a script for sh(1) on it, which must succeed. */
  readonly sh: (script: string) => string;
  /** Starts a command on it. Its first process where we are is a child of what is given. */
  readonly start: (argv: readonly string[]) => ChildProcess;
  readonly record: (folders?: Folders) => MachineRecord;
  readonly stop: () => Promise<void>;
}

/** Its first process lets the kernel reap what others leave behind: it ignores SIGCHLD (wait(2)). */
const boot = `set -eu
mount -t tmpfs -o mode=755 tmpfs /run
mount -t sysfs sysfs /sys
mkdir -p /run/netns /run/wireguard
ip link set dev lo up
echo booted
exec env --ignore-signal=CHLD sleep infinity`;

export async function idleMachine(): Promise<IdleMachine> {
  const child = spawn('unshare', [...scratch, 'sh', '-c', boot], {
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const pid = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim();
  const into = ['--target', pid, '--net', '--mount', '--pid', '--'];
  return {
    proc: `/proc/${pid}/root/proc`,
    sh: (script) => {
      const argv = [...into, 'sh', '-euc', script];
      const { status, stdout, stderr } = spawnSync('nsenter', argv, { encoding: 'utf8' });
      if (status !== 0) throw new Error(`exit ${status}: ${script}\n${stderr}`);
      return stdout;
    },
    start: (argv) => spawn('nsenter', [...into, ...argv], { stdio: ['pipe', 'pipe', 'inherit'] }),
    record: (folders) => recordedAt(pid, folders),
    stop: async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
    },
  };
}
