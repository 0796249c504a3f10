import { emptyState, nodesOf, parseTenantNetwork, plan, stateAfter } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { Failure, type Finding, findingsOf } from '../error/failure.js';
import { attempt, type Loaded } from './documents.js';
import type { Observations } from './observations.js';

/**
 * Returns what earlier versions of networks have left on each node of the inventory, as if it were read from a folder. What
 * is wrong on a node goes into `findings`.
 */
export function leftBy(
  files: readonly string[],
  { inventory, fileOf }: Loaded,
  findings: Finding[],
): Observations {
  const unread: Finding[] = [];
  const networks = files.flatMap((file) => attempt(unread, file, '--from', parseTenantNetwork) ?? []);
  if (unread.length > 0) throw new Failure(unread);
  const file = files.join(', ');
  let failed = false;
  return {
    read: (node) => {
      const nothing = emptyState(node);
      const planned = plan({ networks, inventory, node, observed: nothing });
      failed = E.isLeft(planned);
      if (E.isRight(planned)) return stateAfter(planned.right, nothing);
      const found = findingsOf(planned.left, (error) =>
        error.document === 'tenant-network' ? file : fileOf(error),
      );
      for (const each of found) findings.push(each);
      return undefined;
    },
    file: () => file,
    failed: () => failed,
    nodesBeside: (nodes) => nodesOf(networks).filter((node) => !nodes.includes(node)),
  };
}
