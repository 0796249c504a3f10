import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { furnishing } from '@networkd/lab/furniture/furniture';
import type { Piece } from '@networkd/lab/furniture/piece';
import { recordedAt } from '@networkd/lab/outside/observe';
import type { MachineRecord } from '@networkd/lab/outside/record';
import { onTestFinished } from 'vitest';
import { Place, type Run } from './tn.js';

const tools = ['unshare', 'nsenter', 'mount', 'ip', 'wg', 'wireguard-go', 'nft', 'sysctl'];
const own = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc', '--'];

/** Why nothing can be applied here, or nothing. */
export function whyNotApplied(): string | undefined {
  if (process.platform !== 'linux') return 'not Linux';
  if (process.getuid?.() !== 0) return 'not root';
  const missing = tools.filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0);
  if (missing.length > 0) return `not on this machine: ${missing.join(', ')}`;
  const { status, stderr } = spawnSync('unshare', [...own, 'true'], { encoding: 'utf8' });
  return status === 0 ? undefined : `no namespaces of our own here: ${stderr.trim()}`;
}

/** Just booted, with a `public` namespace. Its first process lets the kernel reap those that lost their parent (wait(2)). */
const boot = `set -eu
mount -t tmpfs tmpfs /run
[ -L /var/run ] || mount --bind /run /var/run
mount -t sysfs sysfs /sys
mkdir -p /run/netns /run/wireguard
ip link set dev lo up
ip netns add public
echo booted
exec env --ignore-signal=CHLD sleep infinity
`;

/** A folder of one test, and a machine with a kernel of its own as far as networks go, in which commands run. */
export class Kernel extends Place {
  private readonly first: string;

  private constructor(first: string) {
    super();
    this.first = first;
  }

  static async booted(): Promise<Kernel> {
    const child = spawn('unshare', [...own, 'sh', '-c', boot], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
    });
    await once(child.stdout, 'data');
    return new Kernel(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim());
  }

  /** Runs a line of bash on the machine, with `tn` in its path, its state in `state`. */
  sh(line: string): Run {
    const { status, stdout, stderr } = spawnSync('bash', this.argv(line), { encoding: 'utf8', input: '' });
    return { status, stdout, stderr };
  }

  /** Puts on the machine what others have on one that is in use, and does what `tn doctor` then asks for. */
  furnish(pieces?: readonly Piece[]): void {
    this.out(furnishing(pieces));
    this.out('sysctl -eqw net.bridge.bridge-nf-call-iptables=0 net.bridge.bridge-nf-call-ip6tables=0');
  }

  /** The machine as it is now, from outside. */
  record(): MachineRecord {
    return recordedAt(this.first);
  }

  /** As `sh`, which must succeed; gives what it printed. */
  out(line: string): string {
    const { status, stdout, stderr } = this.sh(line);
    if (status !== 0) throw new Error(`exit ${status} of ${line}\n${stderr}${stdout}`);
    return stdout;
  }

  /** Starts a line in a group of processes of its own, of which those around it do not mind Ctrl-C. */
  start(line: string): ChildProcess {
    return spawn('bash', this.argv(line), { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  /** A program that is found before the one of that name, which it can call. */
  replace(program: string, script: string): void {
    this.write(`bin/${program}`, `#!/bin/sh\nPATH=\${PATH#*:}\n${script}\n`);
    spawnSync('chmod', ['755', this.at(`bin/${program}`)]);
  }

  private argv(line: string): readonly string[] {
    const enter = ['-t', this.first, '--net', '--mount', '--pid', '--'];
    const there = `cd '${this.path}' && export PATH='${this.at('bin')}':"$PATH" && ${line}`;
    return ['-c', 'trap "" INT; exec nsenter "$@"', 'bash', ...enter, 'bash', '-c', there];
  }
}
