import type { Json } from '../json.js';
import { type PublicConfig, publicConfigDocument } from './document.js';

/** Returns a public configuration as its document has it (`public-config/1`): fields in a fixed order, without those that say what their absence says. */
export function writePublicConfig(config: PublicConfig): Json {
  return publicConfigDocument.write({ schema: 'public-config/1', ...config });
}
