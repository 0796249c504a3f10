import type { Address } from '../../kind/address.js';
import type { Link } from '../../kind/link/resource.js';
import type { LinkMaster } from '../../kind/link-master.js';
import type { LinkUp } from '../../kind/link-up.js';
import type { Route } from '../../kind/route.js';
import type { Sysctl } from '../../kind/sysctl.js';
import { nodeNames } from '../../mark/names.js';
import type { Family, Address as IpAddress } from '../../scalar/address.js';
import { isLinkLocal } from '../../scalar/address-class.js';
import { nodeOwner } from '../../scalar/owner.js';
import { hostPrefix, type InterfaceAddress, isOnLink } from '../../scalar/prefix.js';

const owner = nodeOwner;

type LinkParts = Pick<Link, 'name' | 'type' | 'mtu'> & { readonly reason: string } & Partial<Link>;

/** Returns a link of the node's own. The host keeps out of its IPv6 unless `disableIpv6` says otherwise. */
export function nodeLink(parts: LinkParts): Link {
  return { kind: 'Link', owner, alias: nodeNames.mark, disableIpv6: true, ...parts };
}

type MemberParts = Pick<LinkMaster, 'device' | 'master' | 'type'> & Partial<LinkMaster>;

/** Returns a member of a bridge or bond of the node's own. */
export function nodeMember(parts: MemberParts): LinkMaster {
  return { kind: 'LinkMaster', owner, ...parts };
}

/**
 * Returns a NIC as a member. The host keeps out of its IPv6: the addresses are the bridge's. Its MTU is given too, as a
 * bridge takes the least MTU of its members.
 */
export function nicMember(parts: MemberParts & Required<Pick<LinkMaster, 'mtu'>>): LinkMaster {
  return nodeMember({ ...parts, disableIpv6: true });
}

export function nodeUp(netns: string | undefined, devices: readonly string[]): readonly LinkUp[] {
  return devices.map((device) => ({
    kind: 'LinkUp',
    owner,
    ...inside(netns),
    device,
    reason: 'all is set',
  }));
}

export function nodeAddresses(
  netns: string | undefined,
  device: string,
  addresses: readonly string[],
  reason: string,
): readonly Address[] {
  return addresses.map((address) => ({
    kind: 'Address',
    owner,
    ...inside(netns),
    device,
    address,
    reason,
  }));
}

/** A default route: the family of what goes by it, and the router, which for IPv4 may be an IPv6 one (RFC 8950). */
export interface DefaultGateway {
  readonly family: Family;
  readonly gateway: IpAddress;
}

/** Returns the default gateways of a list, each for its own family. */
export function gatewaysBy(gateways: readonly IpAddress[]): readonly DefaultGateway[] {
  return gateways.map((gateway) => ({ family: gateway.kind, gateway }));
}

/**
 * Of our routes in the host's namespace, where others may have theirs to the same place: ip(8) replaces a route of the
 * same metric, no matter who made it. No tool sets it by itself, and it is better than what they do set, except for 0.
 */
export const hostMetric = 11;

/**
 * Returns the default route of each family, by its gateway. A gateway that is on the link of none of the addresses gets
 * a route of its own.
 */
export function defaultRoutes(
  netns: string | undefined,
  device: string,
  gateways: readonly DefaultGateway[],
  {
    addresses,
    owner = nodeOwner,
  }: { readonly addresses: readonly InterfaceAddress[]; readonly owner?: string },
): readonly Route[] {
  const route = (destination: string, rest: Pick<Route, 'via' | 'reason'>): Route => ({
    kind: 'Route',
    owner,
    ...inside(netns),
    destination,
    device,
    ...(netns === undefined ? { metric: hostMetric } : {}),
    ...rest,
  });
  return gateways.flatMap(({ family, gateway }) => {
    const isReached = isLinkLocal6(gateway) || addresses.some((each) => isOnLink(each, gateway));
    const destination = family === 'ipv4' ? '0.0.0.0/0' : '::/0';
    return [
      ...(isReached ? [] : [route(hostPrefix(gateway).text, { reason: 'the router is on this link' })]),
      route(destination, { via: gateway.text, reason: 'the way to the Internet' }),
    ];
  });
}

/** Says whether the gateway is a link-local IPv6 address. Every link that takes part in IPv6 reaches such addresses. */
function isLinkLocal6(gateway: IpAddress): boolean {
  return gateway.kind === 'ipv6' && isLinkLocal(gateway);
}

/** Returns a kernel parameter of the node's own. */
export function nodeSysctl(netns: string | undefined, key: string, value: string, reason: string): Sysctl {
  return { kind: 'Sysctl', owner, ...inside(netns), key, value, reason };
}

/** Returns the same, from a parameter as `segments` has it. */
export function nodeParameter(
  netns: string | undefined,
  { key, value, reason }: Pick<Sysctl, 'key' | 'value'> & { readonly reason: string },
): Sysctl {
  return nodeSysctl(netns, key, value, reason);
}

function inside(netns: string | undefined): { readonly netns?: string } {
  return netns === undefined ? {} : { netns };
}
