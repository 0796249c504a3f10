import { type ServedLink, udhcpcFiles } from '@networkd/planner';

export const { indexFile, leaseFile, logFile, udhcpcFolder } = udhcpcFiles;

/** The link that a file with a process id is of, by its name. */
export function linkOfPidFile(name: string): ServedLink | undefined {
  const [, netns, device] = /^(?:([^:]+):)?([^:]+)\.pid$/.exec(name) ?? [];
  if (device === undefined) return undefined;
  return netns === undefined ? { device } : { netns, device };
}
