import type { Json } from '../json.js';
import { type NodeConfig, nodeConfig } from './document.js';

/**
 * Returns a node's configuration as its document has it (`node-config/1`). Its fields are in a fixed order. A field
 * that has its default is left out.
 */
export function writeNodeConfig(config: NodeConfig): Json {
  return nodeConfig.write(config);
}
