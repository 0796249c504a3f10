import type { Json } from '../json.js';
import { type PublicConfig, publicConfigDocument } from './document.js';

/**
 * Returns a public configuration as its document has it (`public-config/1`). Its fields are in a fixed order. A
 * field that has its default is left out.
 */
export function writePublicConfig(config: PublicConfig): Json {
  return publicConfigDocument.write({ schema: 'public-config/1', ...config });
}
