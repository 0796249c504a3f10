import { join } from 'node:path';
import { runFolder } from '../../wireguard-found.js';

/** A link that has a DHCP client, and where it is; `netns` absent: the host's. */
export interface DhcpPlace {
  readonly netns?: string;
  readonly device: string;
}

/** Where the files of DHCP clients are: `DEVICE.pid`, or `NETNS:DEVICE.pid`, since no name has a colon in it. */
export const udhcpcFolder = join(runFolder, 'udhcpc');

/** The process id of a client, by which it is found again; and in its command line, by which it is known as ours. */
export function pidFile(place: DhcpPlace): string {
  return `${stemOf(place)}.pid`;
}

/** What the server said last; not there without a lease. */
export function leaseFile(place: DhcpPlace): string {
  return `${stemOf(place)}.lease`;
}

/** The index of the link that the client was started on: of another link by the same name it knows nothing. */
export function linkFile(place: DhcpPlace): string {
  return `${stemOf(place)}.link`;
}

/** What the client said since it last got an answer. */
export function logFile(place: DhcpPlace): string {
  return `${stemOf(place)}.log`;
}

/** The place that a file with a process id is of, by its name. */
export function placeOfPidFile(name: string): DhcpPlace | undefined {
  const [, netns, device] = /^(?:([^:]+):)?([^:]+)\.pid$/.exec(name) ?? [];
  if (device === undefined) return undefined;
  return netns === undefined ? { device } : { netns, device };
}

function stemOf({ netns, device }: DhcpPlace): string {
  return join(udhcpcFolder, netns === undefined ? device : `${netns}:${device}`);
}
