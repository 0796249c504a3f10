/** Everything this command does to the world: read files and standard input, write files and the two streams. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { openToRead, readBounded } from '../document/read-bounded.js';
import { Failure, failure } from '../error/failure.js';
import { onOneLine, printable } from './printable.js';

/** The name of standard input or output where a file is meant. */
export const dash = '-';

/** Reads a file's text; `-` is standard input. `option` names what asked for it, for the error. */
export function readText(file: string, option: string): string {
  try {
    return readBounded(file === dash ? 0 : file, file).toString('utf8');
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw unreadable(file, option, error);
  }
}

/**
 * Reads a secret's text. Refuses a file that others than its owner can read; standard input and pipes are not refused.
 */
export function readSecret(file: string, option: string): string {
  if (file === dash) return readText(file, option);
  let descriptor: number | undefined;
  try {
    descriptor = openToRead(file);
    const { mode } = fstatSync(descriptor);
    const exposed = process.platform !== 'win32' && isRegular(mode) && (mode & 0o077) !== 0;
    if (exposed) {
      throw failure(
        'key-exposed',
        file,
        `others than its owner can read it (mode ${(mode & 0o777).toString(8)}); run: chmod 600 ${file}`,
      );
    }
    return readBounded(descriptor, file).toString('utf8');
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw unreadable(file, option, error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Says whether it is a folder. What is not there is no folder. */
export function isFolder(path: string): boolean {
  return statOf(path)?.isDirectory() === true;
}

/** Returns the names in a folder, sorted. */
export function namesIn(folder: string): readonly string[] {
  return readdirSync(folder).sort();
}

/** Writes to standard output, and waits where the reader is slower. Where it has gone, nothing is written. */
export async function print(text: string): Promise<void> {
  if (text === '' || !process.stdout.writable || process.stdout.write(printable(text))) return;
  await new Promise((resolve) => process.stdout.once('drain', resolve));
}

export function printError(text: string): void {
  process.stderr.write(printable(text));
}

/** Writes a line of JSON to standard output, which somebody reads as it comes. */
export function printData(data: object): void {
  process.stdout.write(printable(`${JSON.stringify(data)}\n`));
}

/** Puts a line on standard error in place of the one that is there. */
export function replaceLine(text: string): void {
  process.stderr.write(`\r\u001b[K${onOneLine(text)}`);
}

/** Lets the command end with its reader: one that has seen enough, as `| head`, is not an error. */
export function endWithReader(): void {
  for (const stream of [process.stdout, process.stderr]) stream.off('error', ignore).on('error', endOf);
}

/** Lets the command outlive its reader, from now on: what that does not read is lost. */
export function outliveReader(): void {
  for (const stream of [process.stdout, process.stderr]) stream.off('error', endOf).on('error', ignore);
}

function ignore(): void {}

/** Ends the command where nobody reads, or nothing can be written, any more. */
function endOf(this: Writable, error: Error): void {
  if (codeOf(error) === 'EPIPE') process.exit();
  if (this === process.stderr) process.exit(1);
  const why = codeOf(error) === 'ENOSPC' ? 'the disk is full; make room' : error.message;
  throw failure('cannot-write', 'standard output', `${why}, or send it elsewhere`);
}

/** Writes the pieces to a file (see `writeFile`), or to standard output without one. */
export async function output(file: string | undefined, pieces: Iterable<string>): Promise<void> {
  if (file !== undefined && file !== dash && file !== '/dev/stdout') writeFile(file, batches(pieces));
  else for (const batch of batches(pieces)) await print(batch);
}

/** Characters that are worth a write. */
const worthwhile = 1 << 16;

/** Yields fewer and longer pieces. Where an error comes, all pieces before it come before it. */
function* batches(pieces: Iterable<string>): Generator<string> {
  let batch = '';
  try {
    for (const piece of pieces) {
      batch += piece;
      if (batch.length < worthwhile) continue;
      yield batch;
      batch = '';
    }
  } catch (error) {
    yield batch;
    throw error;
  }
  yield batch;
}

/**
 * Writes the whole file or nothing of it, and for its owner only: beside it under another name with mode 0600, then
 * renamed. A device or pipe is written to as it is.
 */
function writeFile(file: string, pieces: Iterable<string>): void {
  const old = statOf(file);
  const inPlace = old !== undefined && !isRegular(old.mode);
  const target = old === undefined || inPlace ? file : realpathSync(file);
  const written = inPlace
    ? target
    : join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}`);
  let descriptor: number;
  try {
    descriptor = openSync(written, inPlace ? 'w' : 'wx', 0o600);
  } catch (error) {
    throw unwritable(file, error);
  }
  try {
    for (const piece of pieces) writeAll(file, descriptor, piece);
    if (inPlace) return;
    fsyncSync(descriptor);
    renameSync(written, target);
  } finally {
    closeSync(descriptor);
    if (!inPlace) rmSync(written, { force: true });
  }
}

function writeAll(file: string, descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
  } catch (error) {
    throw unwritable(file, error);
  }
}

function statOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

function isRegular(mode: number): boolean {
  return (mode & 0o170_000) === 0o100_000;
}

function unreadable(file: string, option: string, error: unknown): Error {
  const remedies: Readonly<Record<string, string>> = {
    ENOENT: `there is no such file; give ${option} the path of one that is there, or - for standard input`,
    EACCES: 'you may not read it; ask its owner, or run: chmod u+r',
    EISDIR: `it is a folder; give ${option} a file in it`,
    EAGAIN: 'nothing comes from standard input; pipe a document into it',
  };
  const remedy = remedies[codeOf(error)] ?? `${messageOf(error)}; give ${option} another file`;
  return failure('cannot-read', file, remedy);
}

function unwritable(file: string, error: unknown): Error {
  const remedies: Readonly<Record<string, string>> = {
    ENOENT: 'the folder is not there; make it first, or give -o another path',
    EACCES: 'you may not write there; give -o another path',
    EISDIR: 'it is a folder; give -o the path of a file',
    ENOSPC: 'the disk is full; nothing was left behind',
  };
  return failure(
    'cannot-write',
    file,
    remedies[codeOf(error)] ?? `${messageOf(error)}; give -o another path`,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
