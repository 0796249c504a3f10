import type { DhcpClient } from '../../kind/dhcp-client.js';
import type { Link } from '../../kind/link/resource.js';
import type { Resource } from '../../kind/resource.js';
import { nodeNames } from '../../mark/names.js';
import type { Family } from '../../scalar/address.js';
import { nodeOwner } from '../../scalar/owner.js';
import { answeringForItself, namespaceParameters, withoutRedirects } from '../segments.js';
import { macOf } from './mac.js';
import { ndmzFirewall } from './ndmz-firewall.js';
import type { NodeWishes } from './node-wishes.js';
import {
  defaultRoutes,
  gatewaysBy,
  nodeAddresses,
  nodeLink,
  nodeParameter,
  nodeSysctl,
  nodeUp,
} from './parts.js';
import { publicMtu } from './public-bridge.js';
import { uplinkMtu } from './uplink.js';

const { bridges, macvlans, netns } = nodeNames;

/** Ethernet's: a bridge that nothing but our own links are on. */
export const ndmzMtu = 1500;

const ownLinks = [macvlans.tenants, macvlans.ipv4, macvlans.ipv6];

/** Where network resources send what is for the Internet. */
export const ndmzGateways = { ipv4: '100.127.0.1', ipv6: 'fe80::1' } as const;

/**
 * Returns the namespace through which network resources reach the Internet, and the bridge to them. The namespace is on
 * the host's segment with IPv4 and on the public one with IPv6, with addresses of its own on both.
 */
export function ndmz(wishes: NodeWishes): readonly Resource[] {
  const {
    node,
    config: { egress },
  } = wishes;
  const isFixed = (family: Family) => egress.addresses.some(({ address }) => address.kind === family);
  const macvlan = (
    name: string,
    link: string,
    parts: Pick<Link, 'mtu' | 'disableIpv6'> & { reason: string },
  ) => nodeLink({ name, netns: netns.ndmz, type: 'macvlan', link, address: macOf(node, name), ...parts });
  const fixed = (device: string, family: Family): readonly Resource[] => [
    ...nodeAddresses(
      netns.ndmz,
      device,
      egress.addresses.filter(({ address }) => address.kind === family).map(({ text }) => text),
      'set by the farmer for tenants',
    ),
    ...defaultRoutes(netns.ndmz, device, gatewaysBy(egress.gateways.filter(({ kind }) => kind === family)), {
      addresses: egress.addresses,
    }),
  ];
  const dhcp: DhcpClient = {
    kind: 'DhcpClient',
    owner: nodeOwner,
    netns: netns.ndmz,
    device: macvlans.ipv4,
    reason: 'asks for an IPv4 address',
  };
  return [
    { kind: 'Netns', owner: nodeOwner, name: netns.ndmz, reason: "tenants' way to the Internet" },
    nodeSysctl(netns.ndmz, 'net.ipv4.ip_forward', '1', 'forward IPv4'),
    nodeSysctl(netns.ndmz, 'net.ipv6.conf.all.forwarding', '1', 'forward IPv6'),
    ...[...namespaceParameters, ...ownLinks.map(withoutRedirects)].map((each) =>
      nodeParameter(netns.ndmz, each),
    ),
    nodeParameter(undefined, answeringForItself(bridges.ndmz)),
    ndmzFirewall(wishes),
    nodeLink({ name: bridges.ndmz, type: 'bridge', mtu: ndmzMtu, reason: 'bridge of the network resources' }),
    macvlan(macvlans.tenants, bridges.ndmz, {
      mtu: ndmzMtu,
      disableIpv6: false,
      reason: 'gateway of the network resources',
    }),
    macvlan(macvlans.ipv4, bridges.host, {
      mtu: uplinkMtu(wishes),
      disableIpv6: true,
      reason: 'IPv4 Internet',
    }),
    macvlan(macvlans.ipv6, bridges.public, {
      mtu: publicMtu(wishes),
      disableIpv6: false,
      reason: 'IPv6 Internet',
    }),
    nodeSysctl(
      netns.ndmz,
      `net.ipv6.conf.${macvlans.ipv6}.accept_ra`,
      isFixed('ipv6') ? '0' : '2',
      isFixed('ipv6')
        ? 'set by the farmer for tenants'
        : 'routers announce the IPv6 prefix, to one that forwards too',
    ),
    ...nodeAddresses(
      netns.ndmz,
      macvlans.tenants,
      [`${ndmzGateways.ipv4}/16`, 'fd00::1/64', `${ndmzGateways.ipv6}/64`],
      'gateway of the network resources',
    ),
    ...nodeUp(undefined, [bridges.ndmz]),
    ...nodeUp(netns.ndmz, ['lo', macvlans.tenants, macvlans.ipv4, macvlans.ipv6]),
    ...(isFixed('ipv4') ? [] : [dhcp]),
    ...fixed(macvlans.ipv4, 'ipv4'),
    ...fixed(macvlans.ipv6, 'ipv6'),
  ];
}
