import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, type Moment, secondsUntil } from '../clock.js';
import { codeOf } from '../error.js';
import { readIfThere, replaceFile } from './file.js';

/** An apply that is rolled back at the deadline unless it is confirmed before. */
export interface Pending {
  /** The hash of its plan. */
  readonly plan: string;
  /** ISO 8601, for people: by the date as it was when it was applied. */
  readonly deadline: string;
}

/** The same as it is written down. */
export interface Waiting extends Omit<Pending, 'plan'> {
  /** Absent: what was written cannot be read any more. */
  readonly plan?: string;
  /** The deadline itself. */
  readonly until: Moment;
}

const pendingFile = (folder: string) => join(folder, 'pending.json');
/**
 * Returns the file of what was not confirmed in time. It comes about by a rename, so that only one gets it where a
 * confirmation and a guard come at the same time.
 */
const expiredFile = (folder: string) => join(folder, 'expired.json');
const confirmedFile = (folder: string) => join(folder, 'confirmed.json');

/** Writes down that from now on the apply waits for its confirmation. */
export function arm(folder: string, pending: Waiting): void {
  replaceFile(pendingFile(folder), JSON.stringify(pending));
}

/** Returns what waits for confirmation. */
export function pendingIn(folder: string): Waiting | undefined {
  return readPending(pendingFile(folder));
}

/** Returns what was not confirmed in time, and is to be rolled back. */
export function expiredIn(folder: string): Waiting | undefined {
  return readPending(expiredFile(folder));
}

/** Returns what was confirmed, where that is not in the journal yet. */
export function confirmedIn(folder: string): Waiting | undefined {
  return readPending(confirmedFile(folder));
}

/** Returns the seconds that are left to confirm it. */
export function secondsLeft({ until }: Waiting, clock: Clock): number {
  return secondsUntil(until, clock.moment());
}

/** Forgets what waits for confirmation, and what was not confirmed in time. */
export function disarm(folder: string): void {
  rmSync(pendingFile(folder), { force: true });
  forgetExpired(folder);
}

/** Forgets what was not confirmed in time: it is not to be rolled back any more. */
export function forgetExpired(folder: string): void {
  rmSync(expiredFile(folder), { force: true });
}

/** Forgets what was confirmed: the journal has it. */
export function forgetConfirmed(folder: string): void {
  rmSync(confirmedFile(folder), { force: true });
}

/**
 * Takes what waits, for good: from now on it cannot be confirmed. Returns false where it was confirmed in the meantime.
 */
export function expire(folder: string): boolean {
  return renamed(folder, expiredFile(folder));
}

/** Takes what waits as confirmed. Returns false where it is too late. */
export function settle(folder: string): boolean {
  return renamed(folder, confirmedFile(folder));
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

/** The boot of what cannot be read, and of what an earlier version wrote: none, so that its time is over. */
const noBoot: Moment = { boot: '', seconds: 0 };

function readPending(file: string): Waiting | undefined {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  try {
    const { plan, deadline, until }: Partial<Waiting> = JSON.parse(text);
    if (typeof plan === 'string' && typeof deadline === 'string') {
      return { plan, deadline, until: isMoment(until) ? until : noBoot };
    }
  } catch {} // Said by what is returned.
  return { deadline: 'a time that cannot be read', until: noBoot };
}

function isMoment(value: Moment | undefined): value is Moment {
  return typeof value?.boot === 'string' && Number.isFinite(value.seconds);
}
