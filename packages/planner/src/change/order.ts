import { rankOf, ranks } from '../state/rank.js';
import type { Change, Create, Delete, Update } from './change.js';
import { contendedBy } from './diff.js';

/** Changes in the order in which they are carried out. */
export interface Ordered {
  /** What must let go of a port, a name or an address before another takes it, by reverse rank. */
  readonly release: readonly Delete[];
  /** By rank: make before break. */
  readonly make: readonly (Create | Update)[];
  /** By reverse rank. */
  readonly remove: readonly Delete[];
}

/** The one rule of order: release, make, remove. Within a rank the changes keep their order. */
export function order(changes: readonly Change[]): Ordered {
  const deletes = changes.filter((change) => change.kind === 'Delete');
  const contended = contendedBy(changes);
  return {
    release: byRank(deletes.filter(({ before }) => contended(before))).reverse(),
    make: byRank(changes.filter((change) => change.kind !== 'Delete')),
    remove: byRank(deletes.filter(({ before }) => !contended(before))).reverse(),
  };
}

function byRank<C extends Change>(changes: readonly C[]): C[] {
  const byRank: C[][] = Array.from({ length: ranks }, () => []);
  for (const change of changes)
    byRank[rankOf('after' in change ? change.after : change.before)]?.push(change);
  return byRank.flat();
}
