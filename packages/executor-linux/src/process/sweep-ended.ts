import { finder, startedLinks } from './find.js';
import type { Program } from './program.js';
import { programs } from './programs.js';
import { removeFiles } from './supervisor.js';

/** Removes the files of processes that have ended by themselves, where they say nothing any more. */
export function sweepEnded(): void {
  const all: readonly Program[] = Object.values(programs);
  for (const program of all) {
    const links = program.whenEnded === 'remove' ? startedLinks(program) : [];
    if (links.length === 0) continue;
    const find = finder(program);
    for (const link of links) if (find(link) === undefined) removeFiles(program, link);
  }
}
