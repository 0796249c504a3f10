import { readdirSync, statSync } from 'node:fs';
import { processesByOutput } from './by-output.js';
import { processByPidFile } from './by-pid-file.js';
import type { Program, ServedLink } from './program.js';

/** Finds the process of a link. */
export type Find = (link: ServedLink) => number | undefined;

/** Looks for the processes of a program that we have started. Returns what finds those of many links in one look. */
export function finder(program: Program): Find {
  if (program.role === 'serves') return (link) => processByPidFile(program.file(link), program.option);
  const processes = processesByOutput();
  return (link) => processes.get(program.file(link));
}

/** Returns the process that we have started for a link. Returns nothing where no such process lives. */
export function processOf(program: Program, link: ServedLink): number | undefined {
  return finder(program)(link);
}

/** Returns the links for which we have started a process of the program that we have not yet seen end. */
export function startedLinks({ folder, linkOf }: Program): readonly ServedLink[] {
  return namesIn(folder)
    .sort()
    .flatMap((name) => linkOf(name) ?? []);
}

/** Returns the links for which a process of the program runs, in the namespace of that name or in one that is gone. */
export function runningLinks(program: Program): readonly ServedLink[] {
  const links = startedLinks(program);
  if (links.length === 0) return [];
  const find = finder(program);
  return links.filter((link) => find(link) !== undefined);
}

/** Says whether the process is in the namespace that has that name now, and not in one that is gone. */
export function isInNamespace(pid: number, netns: string | undefined): boolean {
  const namespace = inodeOf(`/proc/${pid}/ns/net`);
  const wanted = inodeOf(netns === undefined ? '/proc/self/ns/net' : `/run/netns/${netns}`);
  return namespace !== undefined && namespace === wanted;
}

/** Returns the names in a folder. Before the first process there is no folder. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Returns the inode of a file: that identifies a namespace. */
function inodeOf(file: string): number | undefined {
  try {
    return statSync(file).ino;
  } catch {
    return undefined;
  }
}
