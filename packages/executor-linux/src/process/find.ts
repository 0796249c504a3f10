import { readdirSync, statSync } from 'node:fs';
import { processesByOutput } from './by-output.js';
import { processByPidFile } from './by-pid-file.js';
import type { Program, ServedLink } from './program.js';

/** Finds the process of a link. */
export type Find = (link: ServedLink) => number | undefined;

/** Looks for the processes of a program that we have started: with the answer those of many links are found in one look. */
export function finder(program: Program): Find {
  if (program.role === 'serves') return (link) => processByPidFile(program.file(link), program.option);
  const processes = processesByOutput();
  return (link) => processes.get(program.file(link));
}

/** The process that we have started for a link; nothing where none lives. */
export function processOf(program: Program, link: ServedLink): number | undefined {
  return finder(program)(link);
}

/** The links for which we have started a process of the program, and not yet seen that it ended. */
export function startedLinks({ folder, linkOf }: Program): readonly ServedLink[] {
  return namesIn(folder)
    .sort()
    .flatMap((name) => linkOf(name) ?? []);
}

/** The links for which a process of the program runs, in the namespace of that name or in one that is gone. */
export function runningLinks(program: Program): readonly ServedLink[] {
  const links = startedLinks(program);
  if (links.length === 0) return [];
  const find = finder(program);
  return links.filter((link) => find(link) !== undefined);
}

/** Is the process in the namespace that has that name now, and not in one that is gone? */
export function isInNamespace(pid: number, netns: string | undefined): boolean {
  const namespace = inodeOf(`/proc/${pid}/ns/net`);
  const wanted = inodeOf(netns === undefined ? '/proc/self/ns/net' : `/run/netns/${netns}`);
  return namespace !== undefined && namespace === wanted;
}

/** Before the first process there is no folder. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
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
