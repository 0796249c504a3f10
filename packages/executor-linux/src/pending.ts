import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, refused } from './error.js';
import { readIfThere, replaceFile } from './state-folder.js';

/** An apply that is rolled back at the deadline (ISO 8601) unless it is confirmed before. */
export interface Pending {
  /** The hash of its plan. */
  readonly plan: string;
  readonly deadline: string;
}

const pendingFile = (folder: string) => join(folder, 'pending.json');
/** Renamed, so that of a confirmation and a guard that come at the same time only one gets it. */
const expiredFile = (folder: string) => join(folder, 'expired.json');

/** From now on the apply waits for its confirmation. */
export function arm(folder: string, pending: Pending): void {
  replaceFile(pendingFile(folder), JSON.stringify(pending));
}

/** What waits for confirmation. */
export function pendingIn(folder: string): Pending | undefined {
  return readPending(pendingFile(folder));
}

/** What was not confirmed in time, and is to be rolled back. */
export function expiredIn(folder: string): Pending | undefined {
  return readPending(expiredFile(folder));
}

/** Nothing waits any more. */
export function disarm(folder: string): void {
  rmSync(pendingFile(folder), { force: true });
  rmSync(expiredFile(folder), { force: true });
}

/** Takes what waits, for good: from now on it cannot be confirmed. False where it was confirmed in the meantime. */
export function expire(folder: string): boolean {
  return renamed(folder, expiredFile(folder));
}

/** Takes what waits as confirmed. False where it is too late. */
export function settle(folder: string): boolean {
  const settled = join(folder, 'confirmed.json');
  if (!renamed(folder, settled)) return false;
  rmSync(settled, { force: true });
  return true;
}

function renamed(folder: string, to: string): boolean {
  try {
    renameSync(pendingFile(folder), to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function readPending(file: string): Pending | undefined {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  try {
    const { plan, deadline }: Pending = JSON.parse(text);
    if (typeof plan === 'string' && !Number.isNaN(Date.parse(deadline))) return { plan, deadline };
  } catch {
    // said below
  }
  throw refused(`${file}: it is no record of an apply; see tn history, then remove the file`);
}
