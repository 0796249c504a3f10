import {
  type FarmerWords,
  type Inventory,
  type Node,
  type NodeId,
  parseInventory,
  parsePublicConfig,
  validatePublicConfig,
} from '@networkd/planner';
import { Failure, failure, findingsOf } from '../error/failure.js';
import { dash, printError, readText } from '../terminal/io.js';
import { succeed } from './documents.js';
import { parseJson } from './json.js';

/** The files in which a farmer says what a node cannot find out by itself. */
export interface FarmerFiles {
  readonly inventory?: string;
  readonly publicConfig?: string;
}

/** What the farmer says of a node, and whether that can be where the node has these interfaces. */
export interface Farmer {
  readonly words: FarmerWords;
  readonly check: (entry: Node) => void;
}

const nobody: Inventory = { schema: 'inventory/1', nodes: [] };

/**
 * Returns what the files say of the node. Of what they do not say nothing is known: no inbound connections, not hidden,
 * not down.
 */
export function farmerOf(node: NodeId, { inventory: file, publicConfig }: FarmerFiles): Farmer {
  if (file === dash && publicConfig === dash) {
    throw failure('bad-arguments', dash, 'standard input can be read only once; give the other as a file');
  }
  const inventory =
    file === undefined ? nobody : succeed(parseInventory(parseJson(readText(file, '-i'), file)), () => file);
  const own = inventory.nodes.find(({ id }) => id === node);
  if (file !== undefined && own === undefined) printError(`node ${node} is not in ${file} yet\n`);
  const said: FarmerWords = own ?? { inbound: [], hidden: false, down: false };
  if (publicConfig === undefined) return { words: said, check: () => {} };
  const config = succeed(
    parsePublicConfig(parseJson(readText(publicConfig, '-p'), publicConfig)),
    () => publicConfig,
  );
  return {
    words: { ...said, publicConfig: config },
    check: ({ interfaces }) => {
      const names = interfaces.map(({ name }) => name);
      const errors = validatePublicConfig(config, { node, inventory, interfaces: names });
      const [first, ...rest] = errors;
      if (first !== undefined) throw new Failure(findingsOf([first, ...rest], () => publicConfig));
    },
  };
}
