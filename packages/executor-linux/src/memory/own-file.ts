import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { codeOf, reasonOf, refused } from '../error.js';

/** Bytes of the largest file that we read back: far more than we write. */
const mostBytes = 256 * 1024 * 1024;

/**
 * Returns the text of a regular file that passes the check. Returns nothing where there is no such file. Refuses what
 * is no file, as a FIFO or a device, and never waits for it.
 */
export function readOwnFile(
  file: string,
  check: (file: string, descriptor: number) => void,
  most = mostBytes,
): string | undefined {
  const descriptor = opened(file);
  if (descriptor === undefined) return undefined;
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw refused(`${file}: it is no regular file; put one in its place`);
    check(file, descriptor);
    if (stats.size > most) {
      throw refused(`${file}: it has ${stats.size} bytes, more than any such file has; move it away`);
    }
    return readFileSync(descriptor, 'utf8');
  } catch (error) {
    throw codeOf(error) === '' ? error : refused(`${file}: ${reasonOf(error)}`);
  } finally {
    closeSync(descriptor);
  }
}

function opened(file: string): number | undefined {
  try {
    return openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw refused(`${file}: ${reasonOf(error)}`);
  }
}
