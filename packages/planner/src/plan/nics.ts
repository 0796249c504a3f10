import type { Change } from '../change/change.js';
import type { Resource } from '../kind/resource.js';
import { kindOf } from '../kind/resource.js';
import type { NodeState } from '../state/node-state.js';

/** Lists the NICs that the state tells of, which are those to look at again to see the same. */
export function knownNics({ resources }: Pick<NodeState, 'resources'>): readonly string[] {
  return [...new Set(resources.flatMap((each) => kindOf(each).nic(each) ?? []))];
}

/** Lists the NICs that the changes are about. An executor that looks at these sees what the plan was computed from. */
export function changedNics(changes: readonly Change[]): readonly string[] {
  const resources = changes.flatMap((change): readonly Resource[] => [
    ...('before' in change ? [change.before] : []),
    ...('after' in change ? [change.after] : []),
  ]);
  return knownNics({ resources });
}
