import { createInterface } from 'node:readline';
import { failure } from '../error/failure.js';
import { printable } from './printable.js';

/** Says whether a person is at the terminal, who sees what is written to this stream. */
export function isAttended(stream: NodeJS.WriteStream): boolean {
  return process.stdin.isTTY && stream.isTTY;
}

/** Ends the verb unless the person at the terminal answers yes, in full. */
export async function ask(verb: string, question: string, stream: NodeJS.WriteStream): Promise<void> {
  stream.write(printable(`\n${question} Only "yes" is taken: `));
  const answer = await nextLine();
  if (answer === undefined) stream.write('\n');
  if (answer?.trim() === 'yes') return;
  throw failure(
    'not-approved',
    verb,
    'it was not approved, and nothing was done; say yes in full, or give --yes',
  );
}

/**
 * Reads a line of the terminal. Returns nothing where the terminal ends. The terminal edits the line, and its Ctrl-C
 * ends the command.
 */
async function nextLine(): Promise<string | undefined> {
  const lines = createInterface({ input: process.stdin, terminal: false });
  for await (const line of lines) return line;
  return undefined;
}
