import { basename } from 'node:path';
import { processOf, startedLinks } from './find.js';
import type { Maker, ServedLink } from './program.js';
import { makers } from './programs.js';

/** A link that a process of ours makes. */
export interface MadeLink {
  readonly program: Maker;
  readonly link: ServedLink;
}

/** Returns the links for which we have started a process that makes them, and that we have not yet seen end. */
export function madeLinks(): readonly MadeLink[] {
  return makers.flatMap((program) => startedLinks(program).map((link) => ({ program, link })));
}

/** Says whether a process of ours makes the link of that name. */
export function isMade(device: string): boolean {
  const link = { device };
  return makers.some((program) => isNameFor(program, link) && processOf(program, link) !== undefined);
}

/** Says whether links that the program makes have such a name. Looking for processes takes longer. */
function isNameFor({ linkOf, file }: Maker, link: ServedLink): boolean {
  return linkOf(basename(file(link))) !== undefined;
}
