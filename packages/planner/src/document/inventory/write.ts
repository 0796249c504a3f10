import type { Json } from '../json.js';
import { type Inventory, inventory } from './document.js';

/**
 * Returns an inventory as its document has it (`inventory/1`). Its fields are in a fixed order. A field that has its
 * default is left out, except the lists of interfaces, of their addresses and of their gateways.
 */
export function writeInventory(value: Inventory): Json {
  return inventory.write(value);
}
