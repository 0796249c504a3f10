import type { ExecutionError } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Check, NodeExecutor, Snapshot } from '../port/executor.js';
import { hostBridge } from '../uplink/current-uplink.js';
import { type Difference, differencesOf, resourceOf } from './difference.js';

/** What should be there, in what it is otherwise, and what of it works. */
export interface Drift {
  readonly expected: Snapshot;
  readonly differences: readonly Difference[];
  readonly checks: readonly Check[];
}

/** Of which node, where that is known, and of which owners (absent: of all). */
export interface DriftRequest {
  readonly node?: string;
  readonly owners?: readonly string[];
}

/** Why it is not known whether the node is as it was left: nothing was applied for these owners, or on another node. */
export type DriftError =
  | ExecutionError
  | { readonly kind: 'nothing-applied' }
  | { readonly kind: 'other-node'; readonly node: string };

/** Says in what the node is not as it was left, and what does not work, as far as these owners' networks go. */
export function drift(
  executor: Pick<NodeExecutor, 'expected' | 'observe' | 'health'>,
  { node, owners }: DriftRequest,
): TaskEither<DriftError, Drift> {
  return async () => {
    const all = await executor.expected()();
    if (E.isLeft(all)) return all;
    const expected = expectedOf(all.right, owners);
    if (expected === undefined) return E.left({ kind: 'nothing-applied' });
    const { state } = expected;
    if (node !== undefined && node !== state.node) return E.left({ kind: 'other-node', node: state.node });
    const ids = expected.owners.map(({ id }) => id);
    const observed = await executor.observe(state.node, ids)();
    if (E.isLeft(observed)) return observed;
    const checks = await executor.health(state)();
    if (E.isLeft(checks)) return checks;
    const differences = differencesOf(state, observed.right).filter(isOurs);
    return E.right({ expected, differences, checks: checks.right });
  };
}

/** Says whether the node is as it was left, and works. */
export function isAsLeft({ differences, checks }: Drift): boolean {
  return differences.length === 0 && checks.every(({ ok }) => ok);
}

/** Returns what was left of those owners' networks, if anything was applied for them. */
function expectedOf(
  expected: Snapshot | undefined,
  ids: readonly string[] | undefined,
): Snapshot | undefined {
  if (expected === undefined || ids === undefined) return expected;
  const owners = expected.owners.filter(({ id }) => ids.includes(id));
  if (owners.length === 0) return undefined;
  const resources = expected.state.resources.filter(({ owner }) => ids.includes(owner));
  return { owners, state: { ...expected.state, resources } };
}

/**
 * Says whether the difference is ours. What others add on the host's bridge is theirs; on a NIC that is a member it is
 * in the way.
 */
function isOurs(difference: Difference): boolean {
  const resource = resourceOf(difference);
  return difference.kind !== 'Added' || resource.kind !== 'Carried' || resource.device !== hostBridge;
}
