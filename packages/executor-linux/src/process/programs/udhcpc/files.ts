import { join } from 'node:path';
import { runFolder } from '../../../memory/run-folder.js';
import type { ServedLink } from '../../program.js';

/** Where the files of DHCP clients are: `DEVICE.pid`, or `NETNS:DEVICE.pid`, since no name has a colon in it. */
export const udhcpcFolder = join(runFolder, 'udhcpc');

/** The process id of a client, by which it is found again; and in its command line, by which it is known as ours. */
export function pidFile(link: ServedLink): string {
  return `${stemOf(link)}.pid`;
}

/** What the server said last; not there without a lease. */
export function leaseFile(link: ServedLink): string {
  return `${stemOf(link)}.lease`;
}

/** Says to the script that the client was just started: what an earlier one gave lasts until it is lent no longer. */
export function newFile(link: ServedLink): string {
  return `${leaseFile(link)}.new`;
}

/** The index of the link that the client was started on. */
export function indexFile(link: ServedLink): string {
  return `${stemOf(link)}.link`;
}

/** What the client said since it last got an answer. */
export function logFile(link: ServedLink): string {
  return `${stemOf(link)}.log`;
}

/** The link that a file with a process id is of, by its name. */
export function linkOfPidFile(name: string): ServedLink | undefined {
  const [, netns, device] = /^(?:([^:]+):)?([^:]+)\.pid$/.exec(name) ?? [];
  if (device === undefined) return undefined;
  return netns === undefined ? { device } : { netns, device };
}

function stemOf({ netns, device }: ServedLink): string {
  return join(udhcpcFolder, netns === undefined ? device : `${netns}:${device}`);
}
