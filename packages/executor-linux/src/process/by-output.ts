import { readdirSync, readlinkSync, statSync } from 'node:fs';
import { runFolder } from '@networkd/planner';

/** Returns the processes that write to files of our folder, by their files. One whose file was removed counts. */
export function processesByOutput(): ReadonlyMap<string, number> {
  const fileSystem = fileSystemOf(runFolder);
  if (fileSystem === undefined) return new Map();
  return new Map(
    readdirSync('/proc').flatMap((name): readonly (readonly [string, number])[] => {
      const file = /^\d+$/.test(name) ? outputOf(name, fileSystem) : undefined;
      return file === undefined ? [] : [[file, Number(name)]];
    }),
  );
}

/**
 * Returns the file of our folder that is the process's standard output. A path alone does not tell: a process in
 * another mount namespace has another file by it.
 */
function outputOf(pid: string, fileSystem: number): string | undefined {
  const output = `/proc/${pid}/fd/1`;
  try {
    // A file that was removed while it was open is said to be so.
    const file = readlinkSync(output).replace(/ \(deleted\)$/, '');
    return file.startsWith(`${runFolder}/`) && fileSystemOf(output) === fileSystem ? file : undefined;
  } catch {
    // It has just ended, or has closed it.
    return undefined;
  }
}

function fileSystemOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.dev;
}
