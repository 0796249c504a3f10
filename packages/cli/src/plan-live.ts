import type { LinuxExecutor } from '@networkd/executor-linux';
import { type Plan, plan } from '@networkd/planner';
import { type DocumentOptions, loadDocuments, succeed } from './document/documents.js';
import { perform } from './error/perform.js';
import { nodeNamed } from './machine.js';

/** The plan from what is on this machine now, of all networks and the node's own: they stand on that, and share its addresses. */
export async function planLive(
  options: DocumentOptions & { readonly node: string },
  executor: Pick<LinuxExecutor, 'observe' | 'leases'>,
): Promise<Plan> {
  const { networks, inventory, fileOf } = loadDocuments(options);
  const node = nodeNamed(options.node);
  const observed = await perform(executor.observe(node));
  const leases = await perform(executor.leases());
  return succeed(plan({ networks, inventory, node, observed, leases }), (error) =>
    error.document === 'observed' ? `node ${node}` : fileOf(error),
  );
}
