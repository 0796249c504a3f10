import { readdirSync, readFileSync, statSync } from 'node:fs';
import { type DhcpPlace, linkFile, pidFile, placeOfPidFile, udhcpcFolder } from './programs/udhcpc/files.js';

/** A process of a DHCP client of ours. */
export interface DhcpProcess {
  readonly pid: number;
  /** Is it in the namespace that has that name now, and not in one that is gone? */
  readonly isThere: boolean;
  /** The index of the link it was started on; absent: not written down. */
  readonly link?: number;
}

/** The process that we have started for a link, by its pid file and its command line; nothing where none lives. */
export function dhcpProcessOf(place: DhcpPlace): DhcpProcess | undefined {
  const file = pidFile(place);
  const pid = numberIn(file);
  if (pid === undefined) return undefined;
  const words = textOf(`/proc/${pid}/cmdline`).split('\0');
  if (!words.some((word, i) => word === '-p' && words[i + 1] === file)) return undefined;
  const namespace = inodeOf(`/proc/${pid}/ns/net`);
  const wanted = inodeOf(place.netns === undefined ? '/proc/self/ns/net' : `/run/netns/${place.netns}`);
  const link = numberIn(linkFile(place));
  return {
    pid,
    isThere: namespace !== undefined && namespace === wanted,
    ...(link === undefined ? {} : { link }),
  };
}

/** Where a DHCP client of ours runs, or one that was left behind by a namespace that is gone. */
export function dhcpPlaces(): readonly DhcpPlace[] {
  return namesIn(udhcpcFolder)
    .sort()
    .flatMap((name) => placeOfPidFile(name) ?? [])
    .filter((place) => dhcpProcessOf(place) !== undefined);
}

/** Before the first client there is no folder. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function numberIn(file: string): number | undefined {
  const text = textOf(file).trim();
  return /^[1-9][0-9]{0,9}$/.test(text) ? Number(text) : undefined;
}

/** Of a file that is not there, nothing. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** A namespace is its inode. */
function inodeOf(file: string): number | undefined {
  try {
    return statSync(file).ino;
  } catch {
    return undefined;
  }
}
