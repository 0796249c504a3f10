import * as E from 'fp-ts/lib/Either.js';
import type { Address } from '../kind/address.js';
import type { Link } from '../kind/link/resource.js';
import type { LinkUp } from '../kind/link-up.js';
import type { Route } from '../kind/route.js';
import { egressLink, namesOf, nodeNames } from '../mark/names.js';
import { parseAddress } from '../scalar/address.js';
import { type EgressAddress, egressIpv6 } from '../scalar/egress-address.js';
import { parseInterfaceAddress } from '../scalar/prefix.js';
import type { Topology } from '../topology/topology.js';
import type { Vertex } from '../topology/vertex.js';
import { macOf } from './node/mac.js';
import { ndmzGateways, ndmzMtu } from './node/ndmz.js';
import { defaultRoutes, gatewaysBy } from './node/parts.js';

/**
 * Returns the network resource's own way to the Internet: a link to the `ndmz` namespace, its egress address, and the default
 * routes.
 */
export function internet(
  { network: { id: owner } }: Topology,
  { node }: Vertex,
  egressAddress: EgressAddress,
): readonly (Link | Address | LinkUp | Route)[] {
  const { netns, mark } = namesOf(owner);
  const device = egressLink;
  const address = (text: string): Address => ({
    kind: 'Address',
    owner,
    netns,
    device,
    address: text,
    reason: 'egress address of this network',
  });
  return [
    {
      kind: 'Link',
      owner,
      netns,
      name: device,
      type: 'macvlan',
      link: nodeNames.bridges.ndmz,
      address: macOf(node.id, `${netns}/${device}`),
      mtu: ndmzMtu,
      alias: mark,
      disableIpv6: false,
      reason: 'the resource towards the Internet',
    },
    address(`${egressAddress}/16`),
    address(`${egressIpv6(egressAddress)}/64`),
    { kind: 'LinkUp', owner, netns, device, reason: 'all is set' },
    ...defaultRoutes(netns, device, gateways, { addresses: onLink, owner }),
  ];
}

const gateways = gatewaysBy(
  Object.values(ndmzGateways).flatMap((text) => {
    const gateway = parseAddress(text);
    return E.isRight(gateway) ? [gateway.right] : [];
  }),
);

/** Every egress address has the gateways on its link. */
const onLink = [`${ndmzGateways.ipv4}/16`].flatMap((text) => {
  const address = parseInterfaceAddress(text);
  return E.isRight(address) ? [address.right] : [];
});
