import { type NodeExecutor, planLive } from '@networkd/operator';
import type { Plan } from '@networkd/planner';
import { type DocumentOptions, loadDocuments } from '../../document/documents.js';
import { perform } from '../../error/perform.js';
import { nodeNamed } from '../../machine.js';

/** Plans networks from what is on this machine now. */
export function planHere(
  options: DocumentOptions & { readonly node: string },
  executor: Pick<NodeExecutor, 'observe' | 'egressAddresses'>,
): Promise<Plan> {
  const { networks, inventory, fileOf } = loadDocuments(options);
  const node = nodeNamed(options.node);
  return perform(planLive(executor, { networks, inventory, node }), {
    fileOf: (error) => (error.document === 'observed' ? `node ${node}` : fileOf(error)),
  });
}
