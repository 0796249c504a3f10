import type { ServedLink } from '../program.js';
import { runFolder } from '../run-folder.js';
import { fileOf } from '../serving-files.js';

/** Where the files of DHCP clients are. */
export const udhcpcFolder = `${runFolder}/udhcpc`;

/**
 * Returns the file with the process id of a client, by which it is found again. Its path is in the client's command
 * line as well.
 */
export function pidFile(link: ServedLink): string {
  return fileOf(udhcpcFolder, link, 'pid');
}

/** Returns the file with what the server said last. It is absent without a lease. */
export function leaseFile(link: ServedLink): string {
  return fileOf(udhcpcFolder, link, 'lease');
}

/**
 * Returns the file that tells the script that the client was just started. What an earlier client gave lasts until
 * it is lent no longer.
 */
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
