import { base64 } from '@scure/base';
import type { JsonDocument } from '../src/testing/index.js';

/** Nodes of an inventory, by what they can do; `n` makes their addresses. */
export const nodes = {
  dual: (id: string, n: number): JsonDocument => ({
    id,
    publicConfig: { interface: 'eth1', ...ipv4(n), ...ipv6(n) },
  }),
  ipv4: (id: string, n: number): JsonDocument => ({ id, publicConfig: { interface: 'eth1', ...ipv4(n) } }),
  ipv6: (id: string, n: number): JsonDocument => ({ id, publicConfig: { interface: 'eth1', ...ipv6(n) } }),
  hidden: (id: string, n: number): JsonDocument => ({
    id,
    interfaces: [{ name: 'eth0', addresses: [`192.168.1.${n}/24`], gateways: ['192.168.1.1'] }],
  }),
};

function ipv4(n: number): JsonDocument {
  return { ipv4: `185.69.166.${n}/24`, gateway4: '185.69.166.1' };
}

function ipv6(n: number): JsonDocument {
  return { ipv6: `2a02:1802:5e::${n}/64`, gateway6: '2a02:1802:5e::1' };
}

/** A public key that is told from others by a number. */
export function key(n: number): string {
  return base64.encode(new Uint8Array(32).fill(n));
}

/** A network resource with 10.1.n.0/24, port 7000 + n and key n. */
export function resource(node: string, n: number): JsonDocument {
  return { node, subnet: `10.1.${n}.0/24`, publicKey: key(n), listenPort: 7000 + n };
}

/** A tenant network of 10.1.0.0/16. */
export function network(resources: readonly JsonDocument[], rest: JsonDocument = {}): JsonDocument {
  return { schema: 'tenant-network/1', id: 'tn', version: 1, range: '10.1.0.0/16', resources, ...rest };
}

export function inventory(...all: readonly JsonDocument[]): JsonDocument {
  return { schema: 'inventory/1', nodes: all };
}
