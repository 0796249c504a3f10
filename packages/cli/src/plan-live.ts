import type { LinuxExecutor } from '@networkd/executor-linux';
import { type Plan, plan } from '@networkd/planner';
import { type DocumentOptions, loadDocuments, succeed } from './documents.js';
import { nodeNamed } from './linux.js';
import { perform } from './perform.js';

/** The plan from what is on this machine now. */
export async function planLive(
  options: DocumentOptions & { readonly node: string },
  executor: Pick<LinuxExecutor, 'observe'>,
): Promise<Plan> {
  const { networks, inventory, fileOf } = loadDocuments(options);
  const node = nodeNamed(options.node);
  const ids = networks.map(({ id }) => id);
  const observed = await perform(executor.observe(node, ids));
  return succeed(plan({ networks, inventory, node, observed }), (error) =>
    error.document === 'observed' ? `node ${node}` : fileOf(error),
  );
}
