import { readdirSync, readlinkSync } from 'node:fs';

/** Where we keep what is not to outlive a reboot. */
export const runFolder = '/run/networkd';

/** The file that the process of a userspace device writes to: by it we know the process, and so the device, as ours. */
export function logOf(device: string): string {
  return `${runFolder}/${device}.log`;
}

/** The process that we have started for a device, by its standard output; nothing where none lives. */
export function processOf(device: string): number | undefined {
  const log = logOf(device);
  const pid = readdirSync('/proc').find((name) => /^\d+$/.test(name) && outputOf(name) === log);
  return pid === undefined ? undefined : Number(pid);
}

/** The file on a process's standard output; nothing of one that has just ended, or has closed it. */
function outputOf(pid: string): string | undefined {
  try {
    // A file that was removed while it was open is said to be so.
    return readlinkSync(`/proc/${pid}/fd/1`).replace(/ \(deleted\)$/, '');
  } catch {
    return undefined;
  }
}
