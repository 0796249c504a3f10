import { type Node, nodeEntry } from '../document/inventory/document.js';

/** Do the two entries say the same? Entries of `inventoryEntry` are sorted, so the order found in does not matter. */
export function equalEntries(a: Node, b: Node): boolean {
  return JSON.stringify(nodeEntry.write(a)) === JSON.stringify(nodeEntry.write(b));
}
