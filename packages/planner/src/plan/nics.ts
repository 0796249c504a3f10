import type { Change } from '../change/change.js';
import type { NodeState } from '../state/node-state.js';
import type { Resource } from '../state/resource.js';

/** The NICs that the state tells of. */
export function nicsOf({ resources }: Pick<NodeState, 'resources'>): readonly string[] {
  return [...new Set(resources.flatMap(nicOf))];
}

/** The NICs that the changes are about: with them in view an executor sees what the plan was computed from. */
export function changedNics(changes: readonly Change[]): readonly string[] {
  const resources = changes.flatMap((change): readonly Resource[] => [
    ...('before' in change ? [change.before] : []),
    ...('after' in change ? [change.after] : []),
  ]);
  return nicsOf({ resources });
}

function nicOf(resource: Resource): readonly string[] {
  switch (resource.kind) {
    case 'FreeNic':
    case 'Carried':
      return [resource.device];
    case 'LinkMaster':
      return resource.disableIpv6 === undefined ? [] : [resource.device];
    default:
      return [];
  }
}
