import {
  connect,
  desired,
  emptyState,
  type Inventory,
  type NodeId,
  type NodeState,
  type Plan,
  parseInventory,
  parseObserved,
  parseTenantNetwork,
  plan,
  privateKeyOf,
  publicKeyOf,
  type TenantNetwork,
} from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';

/** The value of a Right; a Left fails the test with what is in it. */
export function right<L, A>(either: E.Either<L, A>): A {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left));
  return either.right;
}

export const key = (n: number): string => publicKeyOf(privateKeyOf(new Uint8Array(32).fill(n)));

interface Edit {
  readonly id?: string;
  readonly version?: number;
  readonly keys?: readonly [a: number, b: number, h: number];
  readonly ports?: readonly [a: number, b: number, h: number];
  readonly subnets?: readonly [a: string, b: string, h: string];
  readonly without?: string;
}

/** A network of two public nodes, `a` and `b`, and a hidden one, `h`. */
export function network(edit: Edit = {}): TenantNetwork {
  const { id = 'test', version = 1, keys = [1, 2, 3], ports = [7001, 7002, 7003], without } = edit;
  const { subnets = ['10.1.2.0/24', '10.1.3.0/24', '10.1.4.0/24'] } = edit;
  const resources = ['a', 'b', 'h'].map((node, i) => ({
    node,
    subnet: subnets[i],
    publicKey: key(keys[i] ?? 0),
    listenPort: ports[i],
  }));
  const kept = resources.filter(({ node }) => node !== without);
  return right(
    parseTenantNetwork({ schema: 'tenant-network/1', id, version, range: '10.1.0.0/16', resources: kept }),
  );
}

export function inventory(mtu = 1500): Inventory {
  const publicConfig = (ipv4: string) => ({ interface: 'eth1', ipv4: `${ipv4}/24`, gateway4: '192.0.2.1' });
  return right(
    parseInventory({
      schema: 'inventory/1',
      nodes: [
        { id: 'a', publicConfig: publicConfig('192.0.2.10') },
        { id: 'b', publicConfig: publicConfig('192.0.2.11') },
        {
          id: 'h',
          interfaces: [{ name: 'eth0', addresses: ['192.168.1.10/24'], gateways: ['192.168.1.1'], mtu }],
        },
      ],
    }),
  );
}

/** What node `node` is like when it has applied the networks, as it would be observed. */
export function stateOf(node: string, networks: readonly TenantNetwork[], under = inventory()): NodeState {
  const resources = networks.flatMap(
    (each) => desired(right(connect(each, under)), node as NodeId).resources,
  );
  const observed: unknown = JSON.parse(
    JSON.stringify({ ...emptyState(node), resources }, (name, value: unknown) =>
      name === 'reason' ? undefined : value,
    ),
  );
  return right(parseObserved(observed));
}

export function planOf(
  node: string,
  networks: readonly TenantNetwork[],
  observed: NodeState = emptyState(node),
  under = inventory(),
): Plan {
  return right(plan({ networks, inventory: under, node: node as NodeId, observed }));
}
