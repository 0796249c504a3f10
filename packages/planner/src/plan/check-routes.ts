import type { Change } from '../change/change.js';
import type { PlanError } from '../error.js';
import type { NodeState } from '../state/node-state.js';

/**
 * Lists routes of others whose place routes of ours would take. Only ours in the host's namespace can: ip(8) replaces a
 * route of the same destination and metric, no matter who made it. Routes on a NIC that becomes a member are taken off it
 * before, and do not stand in the way.
 */
export function checkRoutes(changes: readonly Change[], { foreign }: NodeState): readonly PlanError[] {
  const routes = foreign?.routes ?? [];
  if (routes.length === 0) return [];
  const taken = new Set(changes.flatMap(memberMade));
  const staying = routes.filter(({ device }) => device === undefined || !taken.has(device));
  return changes.flatMap((change): readonly PlanError[] => {
    if (change.kind === 'Delete' || change.after.kind !== 'Route') return [];
    const { owner: network, netns, destination, metric } = change.after;
    const other = staying.find((each) => each.destination === destination && each.metric === metric);
    if (netns !== undefined || other === undefined) return [];
    return [
      {
        kind: 'route-taken',
        document: 'observed',
        network,
        path: '$.foreign.routes',
        value: destination,
        metric: other.metric,
      },
    ];
  });
}

/** Returns the NIC that the change makes a member. */
function memberMade(change: Change): readonly string[] {
  return change.kind === 'Create' && change.after.kind === 'LinkMaster' ? [change.after.device] : [];
}
