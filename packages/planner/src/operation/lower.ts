import type { Change } from '../change/change.js';
import { order } from '../change/order.js';
import type { Resource } from '../state/resource.js';
import { createOperations } from './create.js';
import { deleteOperations } from './delete.js';
import type { Operation } from './operation.js';
import { updateOperations } from './update.js';

/**
 * The operations that carry out the changes, in order. A device that gets another port just takes it: giving up the
 * old one first is an operation only where somebody else waits for it.
 */
export function lower(changes: readonly Change[]): readonly Operation[] {
  const { release, make, remove } = order(changes);
  const gains = new Set(make.flatMap(({ kind, after }) => (kind === 'Create' ? portHolder(after) : [])));
  const losses = new Set([...release, ...remove].flatMap(({ before }) => portHolder(before)));
  const operations: Operation[] = [];
  const push = (steps: readonly Operation[]) => {
    for (const step of steps) operations.push(step);
  };
  for (const change of release) push(deleteOperations(change));
  for (const change of make) {
    if (change.kind === 'Update') push(updateOperations(change));
    else
      push(
        createOperations(
          change,
          portHolder(change.after).some((holder) => losses.has(holder)),
        ),
      );
  }
  for (const change of remove) {
    if (!portHolder(change.before).some((holder) => gains.has(holder))) push(deleteOperations(change));
  }
  return operations;
}

/** The device that holds the port, for a ListenPort. */
function portHolder(resource: Resource): readonly string[] {
  return resource.kind === 'ListenPort' ? [`${resource.netns ?? ''} ${resource.device}`] : [];
}
