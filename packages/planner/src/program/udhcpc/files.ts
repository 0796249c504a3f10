import type { ServedLink } from '../program.js';
import { runFolder } from '../run-folder.js';
import { fileOf } from '../serving-files.js';

/** Where the files of DHCP clients are. */
export const udhcpcFolder = `${runFolder}/udhcpc`;

/** Returns the file with the process id of a client, by which it is found again; it is in its command line as well. */
export function pidFile(link: ServedLink): string {
  return fileOf(udhcpcFolder, link, 'pid');
}

/** Returns the file with what the server said last; not there without a lease. */
export function leaseFile(link: ServedLink): string {
  return fileOf(udhcpcFolder, link, 'lease');
}

/** Returns the file that says to the script that the client was just started: what an earlier one gave lasts until it is lent no longer. */
export function newFile(link: ServedLink): string {
  return `${leaseFile(link)}.new`;
}

/** Returns the file with the index of the link that the client was started on. */
export function indexFile(link: ServedLink): string {
  return fileOf(udhcpcFolder, link, 'link');
}

/** Returns the file with what the client said since it last got an answer. */
export function logFile(link: ServedLink): string {
  return fileOf(udhcpcFolder, link, 'log');
}
