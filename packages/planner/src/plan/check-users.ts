import type { Change } from '../change/change.js';
import type { PlanError } from '../error.js';
import { linkClaim, netnsClaim } from '../kind/claim.js';
import type { Resource } from '../kind/resource.js';
import { compareTexts } from '../scalar/id.js';
import type { NodeState } from '../state/node-state.js';
import { containing } from '../state/relation.js';

/**
 * Lists namespaces and bridges that are to go while networks outside the plan still depend on them: a WireGuard socket
 * lives in the namespace where its device was born, and a macvlan goes with its bridge.
 */
export function checkUsers(
  changes: readonly Change[],
  observed: NodeState,
  planned: ReadonlySet<string>,
): readonly PlanError[] {
  return changes.flatMap((change): readonly PlanError[] => {
    const { kind } = change;
    if (kind !== 'Delete' || (change.before.kind !== 'Netns' && change.before.kind !== 'Link')) return [];
    const place = containing(change.before);
    const networks = observed.resources
      .filter((each) => !planned.has(each.owner) && hangsOn(each).some((claim) => claim === place))
      .map(({ owner }) => owner);
    if (networks.length === 0) return [];
    const { owner: network, name } = change.before;
    return [
      {
        kind: 'still-in-use',
        document: 'observed',
        network,
        path: '$.resources',
        value: name,
        networks: [...new Set(networks)].sort(compareTexts),
      },
    ];
  });
}

/** Lists the namespaces and links of others that take the link with them when they go. */
function hangsOn(resource: Resource): readonly string[] {
  if (resource.kind !== 'Link') return [];
  const { birth, link } = resource;
  return [
    ...(birth === undefined ? [] : [netnsClaim(birth)]),
    ...(link === undefined ? [] : [linkClaim(birth, link)]),
  ];
}
