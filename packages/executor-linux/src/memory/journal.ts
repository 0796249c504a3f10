import { linkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanOwner } from '@networkd/planner';
import { present } from '@networkd/planner';
import type { Clock } from '../clock.js';
import { appendLine, makeFolder, readIfThere, replaceFile } from './file.js';
import { type Ending, type Intent, type JournalEntry, parseEntry } from './journal-entry.js';

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
  { plan, node, owners, operations }: Intent,
  clock: Clock,
  message?: string,
): Ending {
  const time = clock.date().toISOString();
  return { kind, time, plan, node, owners, operations, ...present({ message }) };
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
    if (entry.kind === 'Confirmed' || entry.kind === 'Kept' || current === undefined) continue;
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

/** What an owner was last brought to, and the name of the snapshot that holds its state. */
interface Reached {
  readonly owner: PlanOwner;
  readonly after: string;
  readonly node: string;
  readonly plan: string;
  readonly time: string;
}

/** What each owner was last brought to. */
export function reached(entries: readonly JournalEntry[]): ReadonlyMap<string, Reached> {
  const owners = new Map<string, Reached>();
  let current: Intent | undefined;
  for (const entry of entries) {
    if (entry.kind === 'Intended') {
      current = entry;
      continue;
    }
    const from = entry.kind === 'Kept' ? entry : entry.kind === 'Applied' ? current : undefined;
    if (from === undefined) continue;
    const { after, node, plan, time } = from;
    for (const owner of from.owners) owners.set(owner.id, { owner, after, node, plan, time });
  }
  return owners;
}

/** Returns what each of these was last brought to: to nothing where nothing was applied for it. */
export function lastOf(entries: readonly JournalEntry[], owners: readonly PlanOwner[]): readonly PlanOwner[] {
  const known = reached(entries);
  return owners.map(({ id }) => known.get(id)?.owner ?? { id, removed: true });
}

/** The least entries from which the last so many applies can be taken back, and each owner is known. */
export function essence(entries: readonly JournalEntry[], applies: number): readonly JournalEntry[] {
  const pairs = standing(entries)
    .slice(-applies)
    .flatMap((intent) => {
      const rest = entries.slice(entries.indexOf(intent) + 1);
      const end = rest.find(({ kind }) => kind !== 'Confirmed' && kind !== 'Kept');
      return end === undefined || end.kind === 'Intended' ? [intent] : [intent, end];
    });
  const known = [...reached(entries)].sort(([a], [b]) => (a < b ? -1 : 1));
  const kept = known.map(([, { owner, after, node, plan, time }]): JournalEntry => {
    return { kind: 'Kept', time, plan, node, owners: [owner], operations: 0, after };
  });
  return [...pairs, ...kept];
}

/** Bytes that a journal may have before it is made short. */
const worthwhile = 1 << 20;

/**
 * Makes a long journal as short as what is needed of it; for people the one before stays beside it. The caller holds the
 * node's lock.
 */
export function shorten(folder: string, applies: number): void {
  const file = fileOf(folder);
  const text = readIfThere(file) ?? '';
  if (text.length <= worthwhile) return;
  const short = essence(read(folder), applies)
    .map((entry) => `${JSON.stringify(entry)}\n`)
    .join('');
  // Where there is much to keep, it is not written again and again.
  if (short.length * 4 > text.length) return;
  const old = join(folder, 'journal.old.ndjson');
  rmSync(old, { force: true });
  linkSync(file, old);
  replaceFile(file, short);
}
