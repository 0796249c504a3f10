import { outliveReader, printError } from './io.js';

/**
 * From now on the command ends when its work does: what has begun on a node must not stop half-way. A signal that
 * asks to end is answered and otherwise ignored, and so is a terminal or reader that goes away.
 */
export function holdOn(): void {
  outliveReader();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () =>
      printError('\nnot now: what has begun is carried out, or rolled back where it fails\n'),
    );
  }
}
