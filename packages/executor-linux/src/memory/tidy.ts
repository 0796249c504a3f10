import { applied, reached, read, shorten } from './journal.js';
import { forgetKeysBut } from './key-store.js';
import { forgetBut } from './snapshot.js';

/** How many applies back there is a way. */
const memory = 20;

/** Forgets the snapshots, keys and entries that no way back needs any more. */
export function tidy(folder: string): void {
  const entries = read(folder);
  const recent = applied(entries).slice(-memory);
  const latest = [...reached(entries).values()].map(({ after }) => after);
  forgetBut(folder, new Set([...recent.flatMap(({ before, after }) => [before, after]), ...latest]));
  forgetKeysBut(folder, new Set(recent.flatMap(({ keys }) => keys)));
  shorten(folder, memory);
}
