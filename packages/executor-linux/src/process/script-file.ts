import { join } from 'node:path';
import type { ProgramFacts } from '@networkd/planner';
import { makeFolder, readIfThere, replaceFile } from '../memory/file.js';

/**
 * Writes a script of a program into the state folder, and returns its path. Programs may be run from there, and not
 * from Debian's /run. The script has to stay there while a process lives.
 */
export function scriptFile({ scripts }: Pick<ProgramFacts, 'scripts'>, name: string, folder: string): string {
  const file = join(folder, name);
  const text = scripts[name];
  if (text === undefined) throw new Error(`${name}: no script of the program`);
  makeFolder(folder);
  if (readIfThere(file) !== text) replaceFile(file, text, 0o700);
  return file;
}
