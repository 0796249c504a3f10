import { nodeOwner } from '../../scalar/owner.js';
import type { Address, Link, LinkMaster, LinkUp, Route, Sysctl } from '../../state/resource.js';
import { nodeNames } from '../names.js';

const network = nodeOwner;

type LinkParts = Pick<Link, 'name' | 'type' | 'mtu'> & { readonly reason: string } & Partial<Link>;

/** A link of the node's own. The host keeps out of its IPv6 unless it is said that it does not. */
export function nodeLink(parts: LinkParts): Link {
  return { kind: 'Link', network, alias: nodeNames.mark, disableIpv6: true, ...parts };
}

type PortParts = Pick<LinkMaster, 'device' | 'master' | 'type'> & Partial<LinkMaster>;

/** A port of a bridge or bond of the node's own. */
export function nodePort(parts: PortParts): LinkMaster {
  return { kind: 'LinkMaster', network, ...parts };
}

/**
 * A NIC that is a port: the host keeps out of its IPv6, the addresses are the bridge's. Its MTU is said too, as a bridge
 * follows the least of its ports'.
 */
export function nicPort(parts: PortParts & Required<Pick<LinkMaster, 'mtu'>>): LinkMaster {
  return nodePort({ ...parts, disableIpv6: true });
}

/** Links that are up. */
export function nodeUp(netns: string | undefined, devices: readonly string[]): readonly LinkUp[] {
  return devices.map((device) => ({
    kind: 'LinkUp',
    network,
    ...inside(netns),
    device,
    reason: 'all is set',
  }));
}

/** Addresses of a link. */
export function nodeAddresses(
  netns: string | undefined,
  device: string,
  addresses: readonly string[],
  reason: string,
): readonly Address[] {
  return addresses.map((address) => ({
    kind: 'Address',
    network,
    ...inside(netns),
    device,
    address,
    reason,
  }));
}

/** The default route of each gateway's family. */
export function defaultRoutes(
  netns: string | undefined,
  device: string,
  gateways: readonly { readonly kind: 'ipv4' | 'ipv6'; readonly text: string }[],
  owner: string = network,
): readonly Route[] {
  return gateways.map(({ kind, text }) => ({
    kind: 'Route',
    network: owner,
    ...inside(netns),
    destination: kind === 'ipv4' ? '0.0.0.0/0' : '::/0',
    device,
    via: text,
    reason: 'the way to the Internet',
  }));
}

/** A kernel parameter of the node's own. */
export function nodeSysctl(netns: string | undefined, key: string, value: string, reason: string): Sysctl {
  return { kind: 'Sysctl', network, ...inside(netns), key, value, reason };
}

function inside(netns: string | undefined): { readonly netns?: string } {
  return netns === undefined ? {} : { netns };
}
