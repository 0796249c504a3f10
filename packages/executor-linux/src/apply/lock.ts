import { closeSync, constants, existsSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { runFolder } from '@networkd/planner';
import type { Clock } from '../clock.js';
import { type Run, run } from '../command/run.js';
import { codeOf, refused } from '../error.js';
import { makeFolder } from '../memory/file.js';
import { refuseExposed } from '../memory/trust.js';

/** One for each /run, where the names of namespaces are too: a node. */
const lockFile = join(runFolder, 'lock');

/** The node's lock, for as long as the descriptor is open here or in a process that has inherited it. */
export interface Lock {
  readonly descriptor: number;
}

/** Runs the work while nobody else works on this node. Waits `timeout` seconds for another's work to end. */
export async function withLock<A>(
  clock: Clock,
  timeout: number,
  work: (lock: Lock) => Promise<A>,
  file = lockFile,
): Promise<A> {
  const descriptor = openLock(file);
  try {
    await take(descriptor, file, clock, clock.now() + timeout * 1000);
    sign(descriptor);
    try {
      return await work({ descriptor });
    } finally {
      unsign(descriptor);
    }
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Returns a `run` whose processes hold the lock too. Where our process is killed, nobody else comes in before what it
 * has begun has ended.
 */
export function holding(run: Run, { descriptor }: Lock): Run {
  return (invocation) => run({ ...invocation, inherit: [...(invocation.inherit ?? []), descriptor] });
}

/** Opens the file of the lock. Anybody who can open it can hold the lock, so nobody but its owner may. */
function openLock(file: string): number {
  makeFolder(join(file, '..'));
  try {
    refuseExposed(join(file, '..'));
    const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const descriptor = openSync(file, flags, 0o600);
    refuseExposed(file, descriptor);
    return descriptor;
  } catch (error) {
    if (codeOf(error) === '') throw error;
    throw refused(
      `${file}: the node's lock cannot be opened (${codeOf(error)}): be root, and have room there`,
    );
  }
}

/** The status of flock(1) where somebody else holds it. */
const held = 100;

/** Seconds that one flock(1) waits: it goes on for so long where we are killed meanwhile. */
const pause = 2;

/**
 * Locks the open file that the descriptor stands for. flock(1) does it, as Node cannot. The lock is that of the open
 * file, not of the process, so it stays when flock(1) has ended (flock(2)).
 */
async function take(descriptor: number, file: string, { now }: Clock, deadline: number): Promise<void> {
  for (;;) {
    const left = (deadline - now()) / 1000;
    const wait = left > 0 ? ['--timeout', Math.min(left, pause).toFixed(3)] : ['--nonblock'];
    const argv = ['flock', '--exclusive', '--conflict-exit-code', String(held), ...wait, '3'];
    const { status, stderr } = await run({ argv, inherit: [descriptor] });
    if (status === 0) return;
    if (status !== held) {
      throw refused(`${file}: flock(1) of util-linux cannot lock it: ${stderr.trim()}; install it`);
    }
    if (now() < deadline) continue;
    throw refused(
      `another apply is at work on this node${holderIn(descriptor)}: wait for it, or give --lock-timeout SECONDS`,
    );
  }
}

/** Writes down who holds it, for those who wait. Where there is no room for that, they are told less. */
function sign(descriptor: number): void {
  try {
    ftruncateSync(descriptor);
    writeSync(descriptor, `${process.pid}\n`, 0);
  } catch {}
}

/** Empties the file of the lock. Only who holds the lock writes to it. */
function unsign(descriptor: number): void {
  try {
    ftruncateSync(descriptor);
  } catch {}
}

function holderIn(descriptor: number): string {
  const bytes = Buffer.alloc(16);
  const text = bytes.toString('latin1', 0, readSync(descriptor, bytes, 0, bytes.length, 0));
  const pid = /^([1-9][0-9]{0,9})\n$/.exec(text)?.[1];
  if (pid === undefined) return '';
  return existsSync(`/proc/${pid}`)
    ? ` (process ${pid})`
    : ` (process ${pid} has ended, and what it had begun has not)`;
}
