import { linkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanOwner } from '@networkd/planner';
import { present } from '@networkd/planner';
import type { Clock } from '../clock.js';
import { appendLine, makeFolder, readIfThere, replaceFile } from './file.js';
import { type Ending, type Intent, type JournalEntry, parseEntry } from './journal-entry.js';

const fileOf = (folder: string) => join(folder, 'journal.ndjson');

/** Adds an entry. The entry is on the disk before this returns. */
export function append(folder: string, entry: JournalEntry): void {
  makeFolder(folder);
  appendLine(fileOf(folder), JSON.stringify(entry));
}

/**
 * Returns all that was written, the oldest first. Leaves out what is no entry. A line may be torn by a crash, a power
 * cut or a full disk, and the rest is still to be known.
 */
export function read(folder: string): readonly JournalEntry[] {
  const lines = (readIfThere(fileOf(folder)) ?? '').split('\n');
  return lines.flatMap((line) => parseEntry(line) ?? []);
}

/** Returns the entry that says how an intent ended. */
export function ending(
  kind: Ending['kind'],
  { plan, node, owners, operations }: Intent,
  clock: Clock,
  message?: string,
): Ending {
  const time = clock.date().toISOString();
  return { kind, time, plan, node, owners, operations, ...present({ message }) };
}

/** Returns the intent of which nobody knows how it ended, if there is one. */
export function unfinished(entries: readonly JournalEntry[]): Intent | undefined {
  const last = entries.findLast(({ kind }) => kind !== 'Confirmed');
  return last?.kind === 'Intended' ? last : undefined;
}

/**
 * Returns the intents that left something on the node and were not taken back, the oldest first. One that failed
 * half-way, or of which the end is not known, counts: it has to be taken back too.
 */
export function applied(entries: readonly JournalEntry[]): readonly Intent[] {
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

/**
 * Returns the intent that waits for its confirmation. That is the intent of that plan or, where the plan is not known,
 * the last that asked for a confirmation.
 */
export function waitingIn(entries: readonly JournalEntry[], plan: string | undefined): Intent | undefined {
  const intents = applied(entries);
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

/** Returns what each owner was last brought to. */
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

/** Returns what each of these was last brought to. Where nothing was applied for it, that is nothing. */
export function lastOf(entries: readonly JournalEntry[], owners: readonly PlanOwner[]): readonly PlanOwner[] {
  const known = reached(entries);
  return owners.map(({ id }) => known.get(id)?.owner ?? { id, removed: true });
}

/** Returns the fewest entries from which the last so many applies can be taken back, and each owner is known. */
export function essence(entries: readonly JournalEntry[], applies: number): readonly JournalEntry[] {
  const pairs = applied(entries)
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
 * Makes a long journal as short as what is needed of it. The one before stays beside it, for people. The caller holds
 * the node's lock.
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
