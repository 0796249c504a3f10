import type { LinuxExecutor } from '@networkd/executor-linux';
import { type NodeId, type NodeWishes, type Plan, planNode, surveyedWishes } from '@networkd/planner';
import { currentUplink } from './current-uplink.js';
import { loadObserved, succeed } from './document/documents.js';
import { loadNodeDocuments, type NodeDocumentOptions } from './document/node-documents.js';
import { failure } from './error/failure.js';
import { perform } from './error/perform.js';
import { observeMembers } from './observe-members.js';
import { settledFacts } from './settled-facts.js';
import type { TellBoot } from './terminal/tell-boot.js';

/** The plan of the node's own network, and of the networks given, on the uplink that stands on this machine. */
export async function planOwn(
  executor: Pick<LinuxExecutor, 'survey' | 'observe' | 'leases'>,
  node: NodeId,
  options: NodeDocumentOptions,
  tell: TellBoot,
): Promise<Plan> {
  const { fileOf, ...documents } = loadNodeDocuments(node, options);
  const { config } = documents;
  const facts = await settledFacts(executor, node);
  tell({ kind: 'Surveyed', nics: facts.nics.map(({ name }) => name) });
  const uplink = currentUplink(node, facts, config, options.nodeConfig);
  const observed = await observeMembers(executor, { node, ...documents, uplink, facts });
  const leases = await perform(executor.leases());
  return succeed(planNode({ node, ...documents, uplink, facts, observed, leases }), fileOf);
}

/** The same from documents alone: what was observed is in a file, and the NICs are those of the node's inventory entry. */
export function planOwnAfar(
  node: NodeId,
  options: NodeDocumentOptions & { readonly observed: string },
): Plan {
  const { fileOf, ...documents } = loadNodeDocuments(node, options);
  const { config, publicConfig, inventory } = documents;
  const entry = inventory?.nodes.find(({ id }) => id === node);
  if (entry === undefined) {
    const file = options.inventory ?? '-i';
    throw failure(
      'bad-arguments',
      file,
      `with --observed the NICs are those of node ${node} in -i INVENTORY`,
    );
  }
  const observed = loadObserved(options.observed);
  const wishes: NodeWishes = succeed(surveyedWishes(entry, config, publicConfig), fileOf);
  const ofObserved = (error: Parameters<typeof fileOf>[0]) =>
    error.document === 'observed' ? options.observed : fileOf(error);
  return succeed(planNode({ ...documents, ...wishes, observed }), ofObserved);
}
