import { existsSync, readFileSync } from 'node:fs';
import { userspaceImplementation as implementation, type Run } from '../../../command/run.js';
import { type Check, checkOf, firstLine } from '../../../health/check.js';

/** The kernel's own where it makes one, in a namespace that ends with the attempt, else the userspace implementation with what it needs. */
export async function check(run: Run): Promise<Check> {
  const name = 'WireGuard';
  const made = await run({
    argv: ['unshare', '--net', 'ip', 'link', 'add', 'name', 'try', 'type', 'wireguard'],
  });
  if (made.status === 0) return checkOf(name, true, 'in the kernel', '');
  const outcome = await run({ argv: [implementation, '--version'] });
  const remedy = 'use a kernel with WireGuard, or on Debian: apt-get install wireguard-go';
  if (outcome.status !== 0)
    return checkOf(name, false, `neither in the kernel nor ${implementation}`, remedy);
  const found = `in userspace: ${firstLine(outcome)}, for fewer devices than fs.inotify.max_user_instances, ${instances()}`;
  return checkOf(name, existsSync('/dev/net/tun'), found, 'make /dev/net/tun: modprobe tun');
}

/** Each userspace device watches its socket by an instance of inotify(7), of which a user may have so many. */
function instances(): string {
  return readFileSync('/proc/sys/fs/inotify/max_user_instances', 'utf8').trim();
}
