import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { Failure } from './failure.js';

/** Bytes of the largest document: a plan for ten thousand peers has eight million. */
const mostBytes = 64 * 1024 * 1024;

/** How much is asked for at a time where nobody says how long it will be. */
const piece = 65_536;

/** The bytes of a file or descriptor. More than a document has are refused, of a file before they are read. */
export function readBounded(file: string | number, name: string): Buffer {
  const descriptor = typeof file === 'number' ? file : openSync(file, 'r');
  try {
    if (fstatSync(descriptor).size > mostBytes) throw tooLarge(name);
    const pieces: Buffer[] = [];
    for (let total = 0; total <= mostBytes; ) {
      const buffer = Buffer.allocUnsafe(piece);
      const length = readSync(descriptor, buffer);
      if (length === 0) return Buffer.concat(pieces, total);
      pieces.push(buffer.subarray(0, length));
      total += length;
    }
    throw tooLarge(name);
  } finally {
    if (descriptor !== file) closeSync(descriptor);
  }
}

function tooLarge(file: string): Failure {
  const message = `it has more than ${mostBytes} bytes; give the document that is meant`;
  return new Failure([{ kind: 'too-large', file, message, details: { what: 'bytes', maximum: mostBytes } }]);
}
