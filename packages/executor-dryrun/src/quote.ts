import { wrap } from './wrap.js';

/** Words that mean the same to sh(1) with and without quotes. */
const plain = /^[0-9A-Za-z_@%+=:,./-]+$/;

/** Returns a word for sh(1): as it is where that is safe, else in single quotes. */
export function quote(word: string): string {
  return plain.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * Returns a text as standard input of a command, taken literally: the operator, and the lines that follow the command.
 */
export function heredoc(text: string): { readonly operator: string; readonly lines: readonly string[] } {
  const lines = text.replace(/\n$/, '').split('\n');
  let word = 'END';
  while (lines.includes(word)) word += '_';
  return { operator: `<<'${word}'`, lines: [...lines, word] };
}

/** Returns a text as comment lines of sh(1). No line of it can be run. */
export function comment(text: string, width: number): readonly string[] {
  return text
    .split(/\r\n|\r|\n/)
    .flatMap((line) => wrap(line, { width, first: '# ', hanging: '# ' }))
    .map((line) => line.trimEnd());
}
