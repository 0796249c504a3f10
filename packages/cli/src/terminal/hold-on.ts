import { endWithReader, outliveReader, printError } from './io.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What signals are answered now, where they are, and the first that came. */
let answer: string | undefined;
let heard: NodeJS.Signals | undefined;

function note(signal: NodeJS.Signals): void {
  heard ??= signal;
  printError(`\n${answer}\n`);
}

/**
 * Lets the command end only when its work does, from now on: what has begun on a node must not stop half-way. A signal
 * that asks to end is answered and otherwise ignored, and so is a terminal or reader that goes away.
 */
export function holdOn(
  words = 'not now: what has begun is carried out, or rolled back where it fails',
): void {
  if (answer === undefined) for (const signal of signals) process.on(signal, note);
  answer = words;
  outliveReader();
}

/** Lets signals end the command again. One that came meanwhile ends it at once. */
export function letGo(): void {
  if (answer === undefined) return;
  answer = undefined;
  for (const signal of signals) process.off(signal, note);
  endWithReader();
  if (heard !== undefined) process.kill(process.pid, heard);
}
