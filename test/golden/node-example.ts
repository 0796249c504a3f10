import {
  emptyState,
  type Inventory,
  type NodePlanRequest,
  type NodeState,
  parseNodeConfig,
  parsePublicConfig,
  planNode,
  stateAfter,
  surveyedWishes,
} from '@networkd/planner';
import { type Case, observedDocument } from './case.js';
import { filesOf, inventoryOf, networksOf, read, right } from './files.js';

/** Is it a node's own network that the example plans? Then the first node of its inventory is the one. */
export function isNodeExample(example: string): boolean {
  return filesOf(example).includes('node-config.json');
}

/**
 * The plan of a node's own network, with the networks in the example. With any `previous-*` document in it, the node
 * starts as those left it: of `previous-public-config.json` and `previous-tenant-network*.json` one that is not there was
 * not there before, and of `previous-node-config.json` and `previous-inventory.json` that of now was before.
 */
export function nodeCasesOf(example: string): readonly Case[] {
  const isUpdate = filesOf(example).some((file) => file.startsWith('previous-'));
  const request = requestOf(example, '');
  const { node } = request;
  const observed = isUpdate ? stateOf(requestOf(example, 'previous-')) : emptyState(node);
  return [
    {
      name: `plan.${node}`,
      node,
      observed,
      observedFile: `observed/${node}.json`,
      plan: right(planNode({ ...request, observed })),
    },
  ];
}

function requestOf(example: string, prefix: string): NodePlanRequest {
  const has = (file: string) => filesOf(example).includes(file);
  const given = (file: string) => (has(prefix + file) ? prefix + file : file);
  const inventory = inventoryOf(example, given('inventory.json'));
  const config = right(parseNodeConfig(read(example, given('node-config.json'))));
  const publicFile = `${prefix}public-config.json`;
  const publicConfig = has(publicFile) ? right(parsePublicConfig(read(example, publicFile))) : undefined;
  return {
    ...right(surveyedWishes(firstOf(inventory), config, publicConfig)),
    inventory,
    networks: networksOf(example, `${prefix}tenant-network`),
  };
}

function firstOf({ nodes }: Inventory): Inventory['nodes'][number] {
  const [first] = nodes;
  if (first === undefined) throw new Error('an inventory without a node');
  return first;
}

/** What a node is like when it has applied these documents. */
function stateOf(request: NodePlanRequest): NodeState {
  const nothing = emptyState(request.node);
  return observedDocument(stateAfter(right(planNode(request)), nothing));
}
