import { type NodeId, type NodeWishes, type Plan, planNode, surveyedWishes } from '@networkd/planner';
import { loadObserved, succeed } from '../../document/documents.js';
import { loadNodeDocuments, type NodeDocumentOptions } from '../../document/node-documents.js';
import { failure } from '../../error/failure.js';

/**
 * Plans the node's own network from documents alone: what was observed is in a file, and the NICs are those of the
 * node's inventory entry.
 */
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
