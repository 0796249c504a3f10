import { existsSync, readFileSync } from 'node:fs';
import { programs } from '@networkd/planner';
import { userspaceImplementation as executable, type Run } from '../../command/run.js';
import { type Check, checkOf, firstLine } from '../../health/check.js';
import type { Maker } from '../program.js';

/** WireGuard in userspace, as it is started, and what else is to be known of it. */
export const wireguardGo: Maker = {
  ...programs['wireguard-go'],
  executable,
  whenEnded: 'remove',
  missing: `${executable} cannot be started: install it, or a kernel with WireGuard`,
  complaint: (said) => `no answer from ${executable}:\n${said}${remedyFor(said)}`,
  check,
};

/**
 * Returns what to do where wireguard-go has no inotify instance left. Each process watches its socket by one
 * (inotify(7)), and a user has only so many.
 */
function remedyFor(said: string): string {
  return said.includes('too many open files')
    ? 'Each such device takes an inotify instance; allow more of them: sysctl -w fs.inotify.max_user_instances=8192'
    : '';
}

/**
 * Looks for WireGuard in the kernel, in a namespace that ends with the attempt. Where it is not there, looks for the
 * userspace implementation and what that needs.
 */
async function check(run: Run): Promise<Check> {
  const name = 'WireGuard';
  const made = await run({
    argv: ['unshare', '--net', 'ip', 'link', 'add', 'name', 'try', 'type', 'wireguard'],
  });
  if (made.status === 0) return checkOf(name, true, 'in the kernel', '');
  const outcome = await run({ argv: [executable, '--version'] });
  const remedy = 'use a kernel with WireGuard, or on Debian: apt-get install wireguard-go';
  if (outcome.status !== 0) return checkOf(name, false, `neither in the kernel nor ${executable}`, remedy);
  const found = `in userspace: ${firstLine(outcome)}, for fewer devices than fs.inotify.max_user_instances, ${instances()}`;
  return checkOf(name, existsSync('/dev/net/tun'), found, 'make /dev/net/tun: modprobe tun');
}

/** Returns how many instances of inotify(7) a user may have. Each userspace device watches its socket by one. */
function instances(): string {
  return readFileSync('/proc/sys/fs/inotify/max_user_instances', 'utf8').trim();
}
