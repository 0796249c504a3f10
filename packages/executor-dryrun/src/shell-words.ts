import { argvOf, type ToolCommand, type Word } from '@networkd/planner';
import { heredoc, quote } from './quote.js';

/** Columns of a comment, and beyond which a command goes on in another line. */
export const width = 100;

/**
 * Returns a word for sh(1): what the executor keeps is in the folder that STATE names, the key of the owner in that of
 * SECRETS.
 */
export function wordOf(word: Word, owner: string): string {
  if (typeof word === 'string') return quote(word);
  return 'secret' in word ? keyFile(owner) : fileIn('STATE', word.state);
}

/** Returns the file with the private key of a network. */
export function keyFile(owner: string): string {
  return fileIn('SECRETS', `${owner}.key`);
}

/** Returns a file of the folder that a variable names. */
export function fileIn(variable: 'SECRETS' | 'STATE', name: string): string {
  return `"$${variable}"/${quote(name)}`;
}

/** Returns a command for sh(1), with what it reads. */
export function written(command: ToolCommand, owner: string): readonly string[] {
  const words = argvOf(command).map((word) => wordOf(word, owner));
  const line = words.join(' ');
  if (command.stdin !== undefined) {
    const { operator, lines } = heredoc(command.stdin);
    return [`${line} ${operator}`, ...lines];
  }
  return line.length <= width ? [line] : broken(words);
}

/** The options of `wg set … peer` with their values: where its line may go on in another. */
const breaks: ReadonlySet<string> = new Set(['endpoint', 'persistent-keepalive', 'allowed-ips']);

function broken(words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (breaks.has(word)) {
      lines.push(`${line} \\`);
      line = `  ${word}`;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
