import type { Json } from '../json.js';
import { type Inventory, inventory } from './document.js';

/** Returns an inventory as its document has it (`inventory/1`): fields in a fixed order, without those that say what their absence says. */
export function writeInventory(value: Inventory): Json {
  return inventory.write(value);
}
