import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { codeOf, reasonOf, refused } from '../error.js';
import { readOwnFile } from './own-file.js';
import { refuseForeign, refuseForeignFolder } from './trust.js';

/** Makes a folder for its owner only. Throws `Refusal` where something is in the way. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw unwritable(path, error);
  }
  refuseForeignFolder(path);
}

/** Returns the name of a file until all of it is written. */
export function halfWrittenName(file: string): string {
  return `${file}.${randomBytes(6).toString('hex')}`;
}

export function isHalfWritten(name: string): boolean {
  return /\.[0-9a-f]{12}$/.test(name);
}

/** Writes a whole file for its owner only, or nothing of it. The file is on the disk before this returns. */
export function replaceFile(file: string, text: string, mode = 0o600): void {
  const written = halfWrittenName(file);
  try {
    const descriptor = openSync(written, 'wx', mode);
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(written, file);
    syncFolder(join(file, '..'));
  } catch (error) {
    rmSync(written, { force: true });
    throw unwritable(file, error);
  }
}

/** Adds a line to a file, after what may be torn at its end. The line is on the disk before this returns. */
export function appendLine(file: string, line: string): void {
  try {
    const descriptor = openSync(file, 'a+', 0o600);
    try {
      const last = Buffer.alloc(1);
      const { size } = fstatSync(descriptor);
      readSync(descriptor, last, 0, 1, Math.max(0, size - 1));
      writeFileSync(descriptor, `${size > 0 && last.toString() !== '\n' ? '\n' : ''}${line}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw unwritable(file, error);
  }
}

/** Returns the text of a file of ours. Returns nothing where there is no such file. */
export function readIfThere(file: string): string | undefined {
  return readOwnFile(file, refuseForeign);
}

/** Returns the names in a folder, or none where it is not there. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw refused(`${folder}: ${reasonOf(error)}`);
  }
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Writes a folder to the disk: a name is on the disk when its folder is. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function unwritable(path: string, error: unknown): Error {
  return refused(`${path}: ${reasonOf(error)}`);
}
