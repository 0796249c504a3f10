import type { Json } from '../json.js';
import { type TenantNetwork, tenantNetwork } from './document.js';

/** Returns a tenant network as its document has it (`tenant-network/1`): fields in a fixed order, without those that say what their absence says. */
export function writeTenantNetwork(network: TenantNetwork): Json {
  return tenantNetwork.write(network);
}
