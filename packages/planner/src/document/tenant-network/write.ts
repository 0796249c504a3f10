import type { Json } from '../json.js';
import { type TenantNetwork, tenantNetwork } from './document.js';

/**
 * Returns a tenant network as its document has it (`tenant-network/1`). Its fields are in a fixed order. A field
 * that has its default is left out.
 */
export function writeTenantNetwork(network: TenantNetwork): Json {
  return tenantNetwork.write(network);
}
