import type { InventoryDocument } from './inventory/written.js';
import type { TenantNetworkDocument } from './tenant-network/written.js';

/** A value of JSON. */
export type Json = string | number | boolean | readonly Json[] | { readonly [field: string]: Json };

/** Returns the text of a document as networkd writes it: the same document has the same bytes. */
export function documentText(document: Json | TenantNetworkDocument | InventoryDocument): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
