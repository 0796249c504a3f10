import { createHash } from 'node:crypto';
import {
  type Inventory,
  type PrivateKey,
  parseInventory,
  parseTenantNetwork,
  privateKeyOf,
  publicKeyOf,
  type TenantNetwork,
} from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';

export function right<A>(result: E.Either<unknown, A>): A {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left).slice(0, 2000));
  return result.right;
}

/** The private key that the name stands for in tests. */
export function keyFor(name: string): PrivateKey {
  return privateKeyOf(createHash('sha256').update(name).digest());
}

export interface Documents {
  readonly network: TenantNetwork;
  readonly inventory: Inventory;
}

export interface HubOptions {
  readonly id?: string;
  readonly version?: number;
  readonly port?: number;
  /** The range is 10.<second>.0.0/14, so a multiple of four. */
  readonly second?: number;
  /** Part of what keys are made of: another one is other keys. */
  readonly keys?: string;
  /** Has `n0` its public address in a namespace of its own? */
  readonly isPublic?: boolean;
}

/** A public node `n0` with so many hidden ones, n1, n2, … around it. */
export function hub(nodes: number, options: HubOptions = {}): Documents {
  const { network, inventory } = hubJson(nodes, options);
  return { network: right(parseTenantNetwork(network)), inventory: right(parseInventory(inventory)) };
}

/** The same as `tn` reads it. */
export function hubJson(
  nodes: number,
  { id = 'x', version = 1, port = 7001, second = 4, keys = '', isPublic = false }: HubOptions = {},
): Readonly<Record<'network' | 'inventory', object>> {
  const names = Array.from({ length: nodes }, (_, i) => `n${i}`);
  const network = {
    schema: 'tenant-network/1',
    id,
    version,
    range: `10.${second}.0.0/14`,
    resources: names.map((node, i) => ({
      node,
      subnet: `10.${second + ((i + 1) >> 8)}.${(i + 1) & 255}.0/24`,
      publicKey: publicKeyOf(keyFor(`${id}/${node}${i === 0 ? keys : ''}`)),
      listenPort: port,
    })),
  };
  const inventory = {
    schema: 'inventory/1',
    nodes: names.map((name, i) => ({
      id: name,
      interfaces: [
        {
          name: 'eth0',
          addresses: [`${i === 0 && !isPublic ? '198.51.100.1' : `192.168.${i >> 8}.${i & 255}`}/16`],
          gateways: [i === 0 && !isPublic ? '198.51.100.254' : '192.168.255.254'],
        },
      ],
      ...(i > 0
        ? {}
        : isPublic
          ? { publicConfig: { interface: 'eth1', ipv4: '198.51.100.1/24', gateway4: '198.51.100.254' } }
          : { inbound: ['ipv4'] }),
    })),
  };
  return { network, inventory };
}
