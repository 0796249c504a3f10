import type { Link, Resource } from './resource.js';
import { linkOfParameter } from './sysctl-link.js';

/**
 * What makes a resource itself: all that is immutable or contended. Two resources with one identity differ only
 * in what can be changed in place, so "replace" does not exist.
 */
export function identityOf(resource: Resource): string {
  const { kind } = resource;
  switch (kind) {
    case 'Netns':
      return key(kind, resource.name);
    case 'Sysctl':
      return key(kind, resource.netns, resource.key);
    case 'NftTable':
      return key(kind, resource.netns, resource.family, resource.name);
    case 'Link':
      return key(kind, resource.birth, resource.name, resource.type, resource.link) + variantOf(resource);
    case 'LinkMaster':
    case 'FreeNic':
    case 'DhcpClient':
    case 'WireGuardDevice':
      return key(kind, resource.netns, resource.device);
    case 'Carried':
      // The only part with spaces in it, so it comes last.
      return key(kind, resource.netns, resource.device, resource.object, resource.family, resource.words);
    case 'ListenPort':
      return key(kind, resource.netns, resource.device, resource.birth, resource.port);
    case 'Peer':
      // By far the most: a template is several times faster than joining parts.
      return ` Peer ${resource.netns ?? ''} ${resource.device} ${resource.publicKey}`;
    case 'Address':
      return key(kind, resource.netns, resource.device, resource.address);
    case 'LinkUp':
      return key(kind, resource.netns, resource.device);
    case 'Route':
      return key(kind, resource.netns, resource.destination, resource.metric);
    case 'Rule':
      return key(
        kind,
        resource.netns,
        resource.family,
        resource.priority,
        resource.from,
        resource.to,
        resource.table,
      );
    default:
      return kind satisfies never;
  }
}

/**
 * What a resource holds that no other may hold at the same time: a namespace's name, a UDP port of a namespace, a name among the
 * links of each namespace it passes through, an IPv6 address on a link whatever its prefix length. A WireGuard device
 * also holds its name among those of all namespaces: in userspace it is known to wg(8) by that alone.
 */
export function claimsOf(resource: Resource): readonly string[] {
  switch (resource.kind) {
    case 'Netns':
      return [netnsClaim(resource.name)];
    case 'ListenPort':
      return [portClaim(resource.birth, resource.port)];
    case 'Link': {
      const { netns, birth, name, type, link } = resource;
      const links = [linkClaim(netns, name), ...(isMadeInPlace(resource) ? [] : [linkClaim(birth, name)])];
      if (type === 'vlan' && link !== undefined) return [...links, carrierClaim(birth, link)];
      return type === 'wireguard' ? [...links, key('wireguard', name)] : links;
    }
    case 'LinkMaster':
      return [
        resource.type === 'bond'
          ? carrierClaim(resource.netns, resource.device)
          : wayClaim(resource.netns, resource.master),
        ...(resource.disableIpv6 === undefined ? [] : [nicClaim(resource.netns, resource.device)]),
      ];
    case 'FreeNic':
    case 'Carried':
      return [nicClaim(resource.netns, resource.device)];
    case 'Address':
      return resource.address.includes(':')
        ? [key('address', resource.netns, resource.device, resource.address.split('/')[0])]
        : [];
    default:
      return [];
  }
}

/**
 * What must be free when the resource is made, and is not its own afterwards: Linux up to 6.12 refuses a link in another namespace
 * where one beside its lower link has its name.
 */
export function passesOf(resource: Resource): readonly string[] {
  return resource.kind === 'Link' && isMadeInPlace(resource)
    ? [linkClaim(resource.birth, resource.name)]
    : [];
}

/**
 * The link or namespace that takes the resource with it when it goes. A link outlives no namespace either, nor a
 * port its master, but what we have done to them is always undone by name: namespaces go asynchronously, and NICs stay.
 */
export function containerOf(resource: Resource): string | undefined {
  switch (resource.kind) {
    case 'Netns':
    case 'Link':
      return undefined;
    case 'DhcpClient':
    case 'FreeNic':
      return undefined;
    case 'Carried':
      // A rule outlives the link that it names.
      return resource.object === 'rule' ? undefined : linkClaim(resource.netns, resource.device);
    case 'Sysctl': {
      const link = linkOfParameter(resource.key);
      if (link !== undefined) return linkClaim(resource.netns, link);
      return resource.netns === undefined ? undefined : netnsClaim(resource.netns);
    }
    case 'NftTable':
    case 'Rule':
      return resource.netns === undefined ? undefined : netnsClaim(resource.netns);
    default:
      return resource.device === 'lo' && resource.netns !== undefined
        ? netnsClaim(resource.netns)
        : linkClaim(resource.netns, resource.device);
  }
}

/**
 * The link without which the resource no longer does what it is for, though its name may stay: the lower device of a
 * link, the master of a port, the link of a DHCP client. If that goes and comes anew, so must the resource.
 */
export function reliesOn(resource: Resource): string | undefined {
  switch (resource.kind) {
    case 'Link':
      return resource.link === undefined ? undefined : linkClaim(resource.birth, resource.link);
    case 'LinkMaster':
      return linkClaim(resource.netns, resource.master);
    case 'DhcpClient':
      return linkClaim(resource.netns, resource.device);
    default:
      return undefined;
  }
}

/**
 * Is the link made in its namespace at once, though what it is on is elsewhere? A macvlan is: it is nowhere else if it is cut off, and a move of a link waits for the whole kernel. WireGuard's socket stays where
 * its device was born, so that one must be moved.
 */
export function isMadeInPlace({ type, netns, birth }: Link): boolean {
  return type === 'macvlan' && netns !== birth;
}

/** What the resource is to those it contains. */
export function containing(resource: Resource): string | undefined {
  if (resource.kind === 'Netns') return netnsClaim(resource.name);
  return resource.kind === 'Link' ? linkClaim(resource.netns, resource.name) : undefined;
}

/** A name among the links of a namespace. */
export function linkClaim(netns: string | undefined, name: string): string {
  return key('link', netns, name);
}

/** Who has a NIC: we as a port, or its owner. */
function nicClaim(netns: string | undefined, name: string): string {
  return key('nic', netns, name);
}

/** What a NIC carries by itself: a bond lets it go down when it leaves, and a vlan would go down with it. */
function carrierClaim(netns: string | undefined, name: string): string {
  return key('carrier', netns, name);
}

/**
 * The way out of a bridge. Two at once would close a loop where both lead to one segment: frames would go round it until
 * one is gone, and there is nothing in them that counts the rounds.
 */
function wayClaim(netns: string | undefined, bridge: string): string {
  return key('way', netns, bridge);
}

/** A UDP port of a namespace. */
export function portClaim(netns: string | undefined, port: number): string {
  return key('port', netns, port);
}

/** A name among the namespaces. */
export function netnsClaim(name: string): string {
  return key('netns', name);
}

/** What else is immutable of a link of its type, or of one that never was in another namespace. */
function variantOf(link: Link): string {
  const variant = link.peer ?? link.vlanId ?? link.mode ?? (isMadeInPlace(link) ? link.netns : undefined);
  return variant === undefined ? '' : ` ${variant}`;
}

/** No part can hold a space: names, keys, addresses and numbers do not. */
function key(...parts: readonly (string | number | undefined)[]): string {
  let text = '';
  for (const part of parts) text += ` ${part ?? ''}`;
  return text;
}
