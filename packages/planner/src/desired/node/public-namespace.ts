import type { Resource } from '../../kind/resource.js';
import { nodeNames } from '../../mark/names.js';
import { nodeOwner } from '../../scalar/owner.js';
import { macOf } from './mac.js';
import type { NodeWishes } from './node-wishes.js';
import { defaultRoutes, nodeAddresses, nodeLink, nodeSysctl, nodeUp } from './parts.js';
import { publicMtu } from './public-bridge.js';
import { publicFirewall } from './public-firewall.js';

const { bridges, macvlans, netns } = nodeNames;

/**
 * Returns the namespace with the addresses that the farmer set, where the WireGuard sockets are born; nothing without a
 * public configuration. It listens to routers only where the farmer set no IPv6 address.
 */
export function publicNamespace(wishes: NodeWishes): readonly Resource[] {
  const { node, publicConfig, config } = wishes;
  if (publicConfig === undefined) return [];
  const { ipv4, gateway4, ipv6, gateway6 } = publicConfig;
  const device = macvlans.public;
  const gateways = [
    ...(gateway4 === undefined ? [] : [{ family: 'ipv4' as const, gateway: gateway4 }]),
    ...(gateway6 === undefined ? [] : [{ family: 'ipv6' as const, gateway: gateway6 }]),
  ];
  return [
    { kind: 'Netns', owner: nodeOwner, name: netns.public, reason: 'home of the sockets that others dial' },
    nodeSysctl(
      netns.public,
      'net.ipv4.conf.all.promote_secondaries',
      '1',
      'keep the new address when the old one goes',
    ),
    publicFirewall(config.firewall),
    nodeLink({
      name: device,
      netns: netns.public,
      type: 'macvlan',
      link: bridges.public,
      address: macOf(node, device),
      mtu: publicMtu(wishes),
      disableIpv6: false,
      reason: 'the node on the public segment',
    }),
    nodeSysctl(
      netns.public,
      `net.ipv6.conf.${device}.accept_ra`,
      ipv6.length > 0 ? '0' : '2',
      'routers announce the IPv6 prefix, unless it is set',
    ),
    ...nodeAddresses(
      netns.public,
      device,
      [...ipv4, ...ipv6].map(({ text }) => text),
      'set by the farmer',
    ),
    ...nodeUp(netns.public, ['lo', device]),
    ...defaultRoutes(netns.public, device, gateways, { addresses: [...ipv4, ...ipv6] }),
  ];
}
