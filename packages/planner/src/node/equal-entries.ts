import type { Node } from '../document/inventory/document.js';
import { inventoryDocument } from './entry-document.js';

/** Do the two entries say the same? Entries of `inventoryEntry` are sorted, so the order found in does not matter. */
export function equalEntries(a: Node, b: Node): boolean {
  return JSON.stringify(inventoryDocument([a])) === JSON.stringify(inventoryDocument([b]));
}
