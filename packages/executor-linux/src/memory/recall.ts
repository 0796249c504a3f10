import type { Plan, Resource } from '@networkd/planner';
import { hostBridge } from '../observe/ip/link.js';
import { applied, reached, read, waitingIn } from './journal.js';
import type { Intent } from './journal-entry.js';
import { recall, type Snapshot } from './snapshot.js';

/** An apply that stands, and the state before it. */
export interface Applied {
  readonly plan: string;
  readonly node: string;
  readonly owners: Plan['owners'];
  readonly before: Snapshot;
}

/** Returns the last apply that has not been taken back. */
export function lastApplied(folder: string): Applied | undefined {
  const intent = applied(read(folder)).at(-1);
  return intent === undefined ? undefined : recalled(folder, intent);
}

/**
 * Returns the apply that waits for its confirmation. That is the apply of that plan or, where the plan is not known,
 * the last that asked for a confirmation.
 */
export function waitingApply(folder: string, plan: string | undefined): Applied | undefined {
  const intent = waitingIn(read(folder), plan);
  return intent === undefined ? undefined : recalled(folder, intent);
}

function recalled(folder: string, { plan, node, owners, before }: Intent): Applied {
  return { plan, node, owners, before: recall(folder, before) };
}

/** Returns what the node should be: what each network, or each of these, was last brought to. */
export function expected(folder: string, ids?: readonly string[]): Snapshot | undefined {
  const owners = [...reached(read(folder))].filter(([id]) => ids === undefined || ids.includes(id));
  const [first] = owners;
  if (first === undefined) return undefined;
  // Networks that were applied together have one snapshot, of the resources of all of them: it is read once.
  const names = new Set(owners.map(([, { after }]) => after));
  const snapshots = new Map([...names].map((name) => [name, byNetwork(recall(folder, name))]));
  return {
    owners: owners.map(([, { owner }]) => owner),
    state: {
      schema: 'observed/2',
      node: first[1].node,
      resources: owners.flatMap(([id, { after }]) => snapshots.get(after)?.get(id) ?? []),
    },
  };
}

/** Returns the resources of each network, without those that belong to the owners of NICs. */
function byNetwork({ state }: Snapshot): ReadonlyMap<string, readonly Resource[]> {
  const found = new Map<string, Resource[]>();
  for (const each of state.resources) {
    if (isOfOthers(each)) continue;
    const others = found.get(each.owner);
    if (others === undefined) found.set(each.owner, [each]);
    else others.push(each);
  }
  return found;
}

/** Says whether it belongs to the owner of a NIC: he may change that. */
function isOfOthers({ kind, ...rest }: Resource): boolean {
  return kind === 'FreeNic' || (kind === 'Carried' && 'device' in rest && rest.device !== hostBridge);
}
