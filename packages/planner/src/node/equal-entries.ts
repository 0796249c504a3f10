import { type Node, nodeEntry } from '../document/inventory/document.js';

/**
 * Says whether the two entries say the same. `inventoryEntry` sorts its entries, so the order in which things were
 * found does not matter.
 */
export function equalEntries(a: Node, b: Node): boolean {
  return JSON.stringify(nodeEntry.write(a)) === JSON.stringify(nodeEntry.write(b));
}
