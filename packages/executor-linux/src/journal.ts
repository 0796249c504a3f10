import { join } from 'node:path';
import type { Clock } from './clock.js';
import { type Ending, type Intent, type JournalEntry, parseEntry } from './journal-entry.js';
import { appendLine, makeFolder, readIfThere } from './state-folder.js';

const fileOf = (folder: string) => join(folder, 'journal.ndjson');

/** Adds an entry: on the disk before this returns. */
export function append(folder: string, entry: JournalEntry): void {
  makeFolder(folder);
  appendLine(fileOf(folder), JSON.stringify(entry));
}

/**
 * All that was written, oldest first. What is no entry is left out: a line may be torn by a crash, a power cut or a full
 * disk, and what else was written is still to be known.
 */
export function read(folder: string): readonly JournalEntry[] {
  const lines = (readIfThere(fileOf(folder)) ?? '').split('\n');
  return lines.flatMap((line) => parseEntry(line) ?? []);
}

/** How an intent ends, said of it. */
export function ending(
  kind: Ending['kind'],
  { plan, node, networks, operations }: Intent,
  clock: Clock,
  message?: string,
): Ending {
  const time = clock.date().toISOString();
  return { kind, time, plan, node, networks, operations, ...(message === undefined ? {} : { message }) };
}

/** The intent of which nobody knows how it ended, if there is one. */
export function unfinished(entries: readonly JournalEntry[]): Intent | undefined {
  const last = entries.findLast(({ kind }) => kind !== 'Confirmed');
  return last?.kind === 'Intended' ? last : undefined;
}

/**
 * The intents that left something on the node and were not taken back, oldest first. One that failed half-way, or
 * of which the end is not known, counts: it has to be taken back too.
 */
export function standing(entries: readonly JournalEntry[]): readonly Intent[] {
  const stack: Intent[] = [];
  let current: Intent | undefined;
  for (const entry of entries) {
    if (entry.kind === 'Intended') {
      current = entry;
      continue;
    }
    if (entry.kind === 'Confirmed' || current === undefined) continue;
    const { undoes } = current;
    if (undoes === undefined) {
      if (entry.kind !== 'RolledBack') stack.push(current);
    } else if (entry.kind === 'Applied') {
      const at = stack.findLastIndex(({ plan }) => plan === undoes);
      if (at >= 0) stack.splice(at);
    }
    current = undefined;
  }
  return current === undefined || current.undoes !== undefined ? stack : [...stack, current];
}

/** The intent that waits for its confirmation: of that plan or, where that is not known, the last that asked for one. */
export function waitingIn(entries: readonly JournalEntry[], plan: string | undefined): Intent | undefined {
  const intents = standing(entries);
  if (plan !== undefined) return intents.findLast((each) => each.plan === plan);
  const last = intents.at(-1);
  if (last?.deadline === undefined) return undefined;
  // The same plan may have been confirmed before.
  const since = entries.slice(entries.indexOf(last));
  return since.some(({ kind, plan }) => kind === 'Confirmed' && plan === last.plan) ? undefined : last;
}

/** What each network was last brought to: its version, and the name of the snapshot that holds its state. */
export function reached(
  entries: readonly JournalEntry[],
): ReadonlyMap<string, { readonly version: number; readonly after: string; readonly node: string }> {
  const networks = new Map<string, { version: number; after: string; node: string }>();
  let current: Intent | undefined;
  for (const entry of entries) {
    if (entry.kind === 'Intended') current = entry;
    else if (entry.kind === 'Applied' && current !== undefined) {
      const { after, node } = current;
      for (const { id, version } of current.networks) networks.set(id, { version, after, node });
    }
  }
  return networks;
}
