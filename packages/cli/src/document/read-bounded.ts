import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { Failure, failure } from '../error/failure.js';

/** Bytes of the largest document: a plan for ten thousand peers has eight million. */
const mostBytes = 64 * 1024 * 1024;

/** How much is asked for at a time where nobody says how long it will be. */
const piece = 65_536;

/** Milliseconds between two looks whether somebody has written to a pipe. */
const interval = 5;

/** Opens a file to be read. A FIFO is opened at once, whether or not somebody writes to it (fifo(7)). */
export function openToRead(file: string): number {
  return openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
}

/** Returns the bytes of a file or descriptor. Refuses more than a document has, of a file before it is read. */
export function readBounded(file: string | number, name: string): Buffer {
  const descriptor = typeof file === 'number' ? file : openToRead(file);
  try {
    const stats = fstatSync(descriptor);
    if (stats.size > mostBytes) throw tooLarge(name);
    const pieces: Buffer[] = [];
    for (let total = 0; total <= mostBytes; ) {
      const buffer = Buffer.allocUnsafe(piece);
      const length = readWaiting(descriptor, buffer);
      if (length === 0) {
        if (total === 0 && stats.isFIFO() && descriptor !== 0) throw unwritten(name);
        return Buffer.concat(pieces, total);
      }
      pieces.push(buffer.subarray(0, length));
      total += length;
    }
    throw tooLarge(name);
  } finally {
    if (descriptor !== file) closeSync(descriptor);
  }
}

/**
 * Waits for those who write to a pipe that was opened without waiting: while they are there, nothing to read is no end.
 */
function readWaiting(descriptor: number, buffer: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, buffer);
    } catch (error) {
      const isWaiting = error instanceof Error && 'code' in error && error.code === 'EAGAIN';
      if (!isWaiting || descriptor === 0) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, interval);
    }
  }
}

function tooLarge(file: string): Failure {
  const message = `it has more than ${mostBytes} bytes; give the document that is meant`;
  return new Failure([{ kind: 'too-large', file, message, details: { what: 'bytes', maximum: mostBytes } }]);
}

function unwritten(file: string): Failure {
  return failure(
    'cannot-read',
    file,
    'it is a pipe, and nobody writes to it; start who does first, or give a file',
  );
}
