import { existsSync, fstatSync, statSync } from 'node:fs';
import { refused } from '../error.js';

/** Refuses a folder or file that others than we may write to, or have made: root carries out what is in it. */
export function refuseForeign(path: string, descriptor?: number): void {
  const { uid, mode } = statsOf(path, descriptor);
  const user = process.geteuid?.() ?? uid;
  if (uid !== user) {
    throw refused(
      `${path}: it belongs to user ${uid}, and this is user ${user}; look at what is in it, then run: chown -R ${user} ${path}`,
    );
  }
  if ((mode & 0o022) !== 0) {
    throw refused(
      `${path}: others than its owner can write to it (mode ${(mode & 0o7777).toString(8)}); look at what is in it, then run: chmod go-w ${path}`,
    );
  }
}

/** Refuses what `refuseForeign` refuses, and what others than we may read. */
export function refuseExposed(path: string, descriptor?: number): void {
  refuseForeign(path, descriptor);
  const stats = statsOf(path, descriptor);
  const mode = stats.mode & 0o777;
  if ((mode & 0o077) === 0) return;
  throw refused(
    `${path}: others than its owner can read it (mode ${mode.toString(8)}); run: chmod ${stats.isDirectory() ? 700 : 600} ${path}`,
  );
}

/** Refuses a folder as `refuseForeign`, where it is there. */
export function refuseForeignFolder(path: string): void {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) throw refused(`${path}: it is no folder; give the path of one`);
  refuseForeign(path);
}

function statsOf(path: string, descriptor: number | undefined) {
  return descriptor === undefined ? statSync(path) : fstatSync(descriptor);
}
