import { readFileSync } from 'node:fs';

/**
 * Returns the process whose id is in the file, where the file follows that option in its command line. Returns nothing
 * where no such process lives.
 */
export function processByPidFile(file: string, option: string): number | undefined {
  const pid = numberIn(file);
  if (pid === undefined) return undefined;
  // An option may have its value in a word of its own or after an equals sign, which no path of ours has.
  const words = textOf(`/proc/${pid}/cmdline`).split(/[\0=]/);
  return words.some((word, i) => word === option && words[i + 1] === file) ? pid : undefined;
}

/** Returns the whole number in a file. Returns nothing where there is no such file, or something else in it. */
export function numberIn(file: string): number | undefined {
  const text = textOf(file).trim();
  return /^[1-9][0-9]{0,9}$/.test(text) ? Number(text) : undefined;
}

/** Returns the text of a file, empty where there is no such file. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
