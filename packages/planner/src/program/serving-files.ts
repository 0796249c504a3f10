import type { ServedLink } from './program.js';

/** Returns a file of the process of a link: `DEVICE.END`, or `NETNS:DEVICE.END`, since no name has a colon in it. */
export function fileOf(folder: string, { netns, device }: ServedLink, end: string): string {
  return `${folder}/${netns === undefined ? device : `${netns}:${device}`}.${end}`;
}

/** Returns the link of a file with a process id, by the file's name. */
export function linkOfPidFile(name: string): ServedLink | undefined {
  const [, netns, device] = /^(?:([^:]+):)?([^:]+)\.pid$/.exec(name) ?? [];
  if (device === undefined) return undefined;
  return netns === undefined ? { device } : { netns, device };
}
