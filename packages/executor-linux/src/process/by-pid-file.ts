import { readFileSync } from 'node:fs';

/** The process whose id is in the file, where the file comes after that option in its command line; nothing where none lives. */
export function processByPidFile(file: string, option: string): number | undefined {
  const pid = numberIn(file);
  if (pid === undefined) return undefined;
  const words = textOf(`/proc/${pid}/cmdline`).split('\0');
  return words.some((word, i) => word === option && words[i + 1] === file) ? pid : undefined;
}

/** The whole number in a file; nothing where there is no such file or something else in it. */
export function numberIn(file: string): number | undefined {
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
