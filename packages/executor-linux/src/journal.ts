import { join } from 'node:path';
import type { Plan } from '@networkd/planner';
import { refused } from './error.js';

import { appendLine, makeFolder, readIfThere } from './state-folder.js';

/** What is about to be done: written before anything is touched. */
export interface Intent {
  readonly kind: 'Intended';
  /** ISO 8601. */
  readonly time: string;
  /** The hash of the plan. */
  readonly plan: string;
  readonly node: string;
  readonly networks: Plan['networks'];
  readonly operations: number;
  /** Names of the snapshots of the state before and the state planned. */
  readonly before: string;
  readonly after: string;
  /** Public keys of the devices of which the plan takes the key away: their private halves are kept. */
  readonly keys: readonly string[];
  /** The plan that this one takes back. */
  readonly undoes?: string;
}

/** How it ended. `Interrupted` is found at the next apply: the process did not live to say how it ended. */
export interface Ending {
  readonly kind: 'Applied' | 'RolledBack' | 'Failed' | 'Interrupted' | 'Confirmed';
  readonly time: string;
  readonly plan: string;
  readonly node: string;
  readonly networks: Plan['networks'];
  readonly operations: number;
  /** Why, where it did not go well. */
  readonly message?: string;
}

/** A line of the journal. */
export type JournalEntry = Intent | Ending;

const fileOf = (folder: string) => join(folder, 'journal.ndjson');

/** Adds an entry: on the disk before this returns. */
export function append(folder: string, entry: JournalEntry): void {
  makeFolder(folder);
  appendLine(fileOf(folder), JSON.stringify(entry));
}

/** All that was written, oldest first. A line that was torn by a crash or a full disk is left out. */
export function read(folder: string): readonly JournalEntry[] {
  const file = fileOf(folder);
  const lines = (readIfThere(file) ?? '').split('\n');
  return lines.flatMap((line, i) => {
    if (line === '' || isTorn(line)) return [];
    const entry = parsed(line);
    if (entry !== undefined) return [entry];
    throw refused(`${file}: line ${i + 1} is no entry; mend it or move the file away`);
  });
}

/** The beginning of an object, and not its end. */
function isTorn(line: string): boolean {
  return line.startsWith('{') && !line.endsWith('}');
}

/** How an intent ends, said of it. */
export function ending(
  kind: Ending['kind'],
  { plan, node, networks, operations }: Intent,
  message?: string,
): Ending {
  const time = new Date().toISOString();
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

/** A line of the journal, as far as the rest relies on it. */
function parsed(line: string): JournalEntry | undefined {
  try {
    const entry: JournalEntry = JSON.parse(line);
    return typeof entry.kind === 'string' && typeof entry.plan === 'string' ? entry : undefined;
  } catch {
    return undefined;
  }
}
