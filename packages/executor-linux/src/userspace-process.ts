import { readdirSync, readlinkSync, statSync } from 'node:fs';

/** Where we keep what is not to outlive a reboot. */
export const runFolder = '/run/networkd';

/** The file that the process of a userspace device writes to: by it we know the process, and so the device, as ours. */
export function logOf(device: string): string {
  return `${runFolder}/${device}.log`;
}

/** The process that we have started for a device, by its standard output; nothing where none lives. */
export function processOf(device: string): number | undefined {
  const log = logOf(device);
  const fileSystem = fileSystemOf(runFolder);
  if (fileSystem === undefined) return undefined;
  const pid = readdirSync('/proc').find((name) => /^\d+$/.test(name) && isOutput(name, log, fileSystem));
  return pid === undefined ? undefined : Number(pid);
}

/**
 * Is the file the process's standard output? A path alone does not say so: a process in other mount namespaces has
 * another file by it.
 */
function isOutput(pid: string, file: string, fileSystem: number): boolean {
  const output = `/proc/${pid}/fd/1`;
  try {
    // A file that was removed while it was open is said to be so.
    const isNamed = readlinkSync(output).replace(/ \(deleted\)$/, '') === file;
    return isNamed && fileSystemOf(output) === fileSystem;
  } catch {
    // It has just ended, or has closed it.
    return false;
  }
}

function fileSystemOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.dev;
}
