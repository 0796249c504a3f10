import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type NodeState, type Plan, parseObserved } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { refused } from '../error.js';
import { digestOf, makeFolder, namesIn, readIfThere, replaceFile } from './file.js';

/** A state of the node, and what the owners in it were brought to; removed where nothing was applied for them. */
export interface Snapshot {
  readonly owners: Plan['owners'];
  readonly state: NodeState;
}

const folderOf = (folder: string) => join(folder, 'states');
const fileOf = (folder: string, name: string) => join(folderOf(folder), `${name}.json`);

/** Keeps a snapshot. Returns the name under which it is found again: the sha256 of its text. */
export function keep(folder: string, snapshot: Snapshot): string {
  const text = JSON.stringify(snapshot);
  const name = digestOf(text);
  makeFolder(folderOf(folder));
  if (readIfThere(fileOf(folder, name)) !== text) replaceFile(fileOf(folder, name), text);
  return name;
}

/**
 * Returns the snapshot of that name. It is checked as any document is, since what is in it may reach the kernel again.
 */
export function recall(folder: string, name: string): Snapshot {
  const file = fileOf(folder, name);
  const text = readIfThere(file);
  if (text === undefined)
    throw refused(`${file}: it is gone, so there is no way back to it; plan forward instead`);
  if (digestOf(text) !== name) throw refused(`${file}: it was changed or torn; plan forward instead`);
  const { owners, state }: Snapshot = JSON.parse(text);
  const parsed = parseObserved(state);
  if (E.isLeft(parsed)) throw refused(`${file}: it holds no state of a node; plan forward instead`);
  return { owners, state: parsed.right };
}

/** Forgets all snapshots but these. */
export function forgetBut(folder: string, names: ReadonlySet<string>): void {
  for (const file of namesIn(folderOf(folder))) {
    if (!names.has(file.replace(/\.json$/, ''))) rmSync(join(folderOf(folder), file), { force: true });
  }
}
