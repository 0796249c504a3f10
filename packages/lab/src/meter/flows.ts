import { desired } from '@networkd/planner';
import { nodesOf, type Tenant } from '../network/tenant.js';
import { familyOf, hostOf } from '../underlay/description.js';

/** Where pings go from and to: the first addresses of the subnets of two nodes, of one family. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly source: string;
  readonly target: string;
}

/**
 * Returns the flows between every two nodes that have the same addresses in all of the versions, both ways: in IPv4 one
 * way, in IPv6 the other.
 */
export function flowsBetween(tenants: readonly Tenant[]): readonly Flow[] {
  const [first, ...others] = tenants;
  if (first === undefined) return [];
  const ends = nodesOf(first).flatMap((node) => {
    const addresses = addressesOf(first, node);
    const stays = others.every((each) => addressesOf(each, node).join() === addresses.join());
    return stays ? [{ node, addresses }] : [];
  });
  return ends.flatMap((from, i) =>
    ends.flatMap((to, j) => {
      if (i === j) return [];
      const family = i < j ? 'ipv4' : 'ipv6';
      const [source, target] = [from, to].map(({ addresses }) =>
        addresses.find((address) => familyOf(address) === family),
      );
      if (source === undefined || target === undefined) return [];
      return [{ from: from.node, to: to.node, source, target }];
    }),
  );
}

function addressesOf({ topology }: Tenant, node: string): readonly string[] {
  const device = `n-${topology.network.id}`;
  return desired(topology, node).resources.flatMap((each) =>
    each.kind === 'Address' && each.device === device ? [hostOf(each.address)] : [],
  );
}
