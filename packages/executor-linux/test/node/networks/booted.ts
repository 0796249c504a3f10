/** A machine within a machine, which can be booted again: what it had in its kernel is gone, its files are not. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Booted {
  /** Starts a command on it. */
  readonly start: (argv: readonly string[]) => ChildProcess;
  /** The power goes. */
  readonly end: () => Promise<void>;
}

/** What the command said on standard output and on standard error, and how it ended: by a status, or by a signal. */
export interface Ended {
  readonly status: number | null;
  readonly said: string;
  readonly complained: string;
}

export async function boot(): Promise<Booted> {
  const isolated = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc', '--'];
  // As the machine itself was booted: by the script that lies beside its scenario.
  const script = join(process.env['SCRATCH'] ?? '', 'boot.sh');
  // A shell that waits reaps the processes whose parent has died, as a first process is to.
  const words = [...isolated, 'sh', script, 'sh', '-c', 'echo ready; while :; do sleep 1000; done'];
  const outer = spawn('unshare', words, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(outer.stdout, 'data');
  const first = readFileSync(`/proc/${outer.pid}/task/${outer.pid}/children`, 'utf8').trim();
  const inside = ['--target', first, '--net', '--mount', '--pid', '--'];
  return {
    start: (argv) => spawn('nsenter', [...inside, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] }),
    end: async () => {
      outer.kill('SIGKILL');
      await once(outer, 'close');
      // Its first process ends with it, and with that all others; the kernel needs a moment to forget them.
      await sleep(100);
    },
  };
}

export async function ended(child: ChildProcess): Promise<Ended> {
  let said = '';
  let complained = '';
  child.stdout?.on('data', (piece: Buffer) => {
    said += piece.toString();
  });
  child.stderr?.on('data', (piece: Buffer) => {
    complained += piece.toString();
  });
  const [status] = await once(child, 'close');
  return { status, said, complained };
}
