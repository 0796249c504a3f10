import { kindOf } from '../kind/resource.js';
import { portRank, rankOf, ranks } from '../state/rank.js';
import type { Change, Create, Delete, Update } from './change.js';
import { contendedBy } from './diff.js';

/** Changes in the order in which they are carried out. */
export interface Ordered {
  /** What must let go of a port, a name or an address before another takes it, by reverse rank. */
  readonly release: readonly Delete[];
  /**
   * By rank: make before break. What comes before any port is made, so that a NIC is nobody's for as short as can be.
   */
  readonly prepare: readonly (Create | Update)[];
  /** What its owner has put on a NIC, by reverse rank, right before the NIC is a member. */
  readonly handOver: readonly Delete[];
  /** The rest of what is made, by rank. */
  readonly make: readonly (Create | Update)[];
  /** By reverse rank. */
  readonly remove: readonly Delete[];
}

/** Applies the one rule of order: release, make, remove. Within a rank the changes keep their order. */
export function order(changes: readonly Change[]): Ordered {
  const deletes = changes.filter((change) => change.kind === 'Delete');
  const contended = contendedBy(changes);
  const released = deletes.filter(({ before }) => contended(before));
  const makes = byRank(changes.filter((change) => change.kind !== 'Delete'));
  return {
    release: byRank(released.filter(({ before }) => !kindOf(before).isHandedOver)).reverse(),
    prepare: makes.filter(({ after }) => rankOf(after) < portRank),
    handOver: byRank(released.filter(({ before }) => kindOf(before).isHandedOver)).reverse(),
    make: makes.filter(({ after }) => rankOf(after) >= portRank),
    remove: byRank(deletes.filter(({ before }) => !contended(before))).reverse(),
  };
}

function byRank<C extends Change>(changes: readonly C[]): C[] {
  const byRank: C[][] = Array.from({ length: ranks }, () => []);
  for (const change of changes)
    byRank[rankOf('after' in change ? change.after : change.before)]?.push(change);
  return byRank.flat();
}
