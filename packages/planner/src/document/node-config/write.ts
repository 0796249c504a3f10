import type { Json } from '../json.js';
import { type NodeConfig, nodeConfig } from './document.js';

/** Returns a node's configuration as its document has it (`node-config/1`): fields in a fixed order, without those that say what their absence says. */
export function writeNodeConfig(config: NodeConfig): Json {
  return nodeConfig.write(config);
}
