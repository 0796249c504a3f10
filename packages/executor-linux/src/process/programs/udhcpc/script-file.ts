import { join } from 'node:path';
import { makeFolder, readIfThere, replaceFile } from '../../../memory/file.js';
import { udhcpcScript } from './script.js';

/**
 * The script of DHCP clients, in the state folder: it is to be where programs may be run from, which Debian's /run is
 * not, and to stay where it is while a client lives.
 */
export function scriptIn(folder: string): string {
  const file = join(folder, 'udhcpc.sh');
  makeFolder(folder);
  if (readIfThere(file) !== udhcpcScript) replaceFile(file, udhcpcScript, 0o700);
  return file;
}
