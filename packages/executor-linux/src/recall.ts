import type { Plan, Resource } from '@networkd/planner';
import { type Intent, reached, read, standing } from './journal.js';
import { hostBridge } from './observe/link.js';
import { recall, type Snapshot } from './snapshot.js';

/** An apply that stands, and the states before and after it. */
export interface Applied {
  readonly plan: string;
  readonly node: string;
  readonly networks: Plan['networks'];
  readonly before: Snapshot;
  readonly after: Snapshot;
}

/** The last apply that has not been taken back. */
export function lastApplied(folder: string): Applied | undefined {
  const intent = standing(read(folder)).at(-1);
  return intent === undefined ? undefined : recalled(folder, intent);
}

/** The apply of that plan, if it stands. */
export function appliedBy(folder: string, plan: string): Applied | undefined {
  const intent = standing(read(folder)).findLast((each) => each.plan === plan);
  return intent === undefined ? undefined : recalled(folder, intent);
}

function recalled(folder: string, { plan, node, networks, before, after }: Intent): Applied {
  return { plan, node, networks, before: recall(folder, before), after: recall(folder, after) };
}

/** What the node should be: of each network, or of each of these, what it was last brought to. */
export function expected(folder: string, ids?: readonly string[]): Snapshot | undefined {
  const networks = [...reached(read(folder))].filter(([id]) => ids === undefined || ids.includes(id));
  const [first] = networks;
  if (first === undefined) return undefined;
  const snapshots = new Map(networks.map(([, { after }]) => [after, recall(folder, after)]));
  return {
    networks: networks.map(([id, { version }]) => ({ id, version })),
    state: {
      schema: 'observed/1',
      node: first[1].node,
      resources: networks.flatMap(
        ([id, { after }]) =>
          snapshots.get(after)?.state.resources.filter((each) => each.network === id && !isOfOthers(each)) ??
          [],
      ),
    },
  };
}

/** A NIC that is left to its owner is what he makes of it. */
function isOfOthers({ kind, ...rest }: Resource): boolean {
  return kind === 'FreeNic' || (kind === 'Carried' && 'device' in rest && rest.device !== hostBridge);
}
