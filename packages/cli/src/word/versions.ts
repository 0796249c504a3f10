import { shortTitleOf } from '@networkd/executor-dryrun';
import type { PlanOwner } from '@networkd/planner';

/** Says what owners were brought to, as people say it. */
export function versionsOf(owners: readonly PlanOwner[]): string {
  return owners.length === 0 ? 'no network' : owners.map(shortTitleOf).join(', ');
}
