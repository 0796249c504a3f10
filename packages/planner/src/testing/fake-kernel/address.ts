import * as E from 'fp-ts/lib/Either.js';
import type { AddressAdd } from '../../operation/verb/address.js';
import { type InterfaceAddress, networkOf, parseInterfaceAddress } from '../../scalar/prefix.js';
import { editLink, editNamespace, type Kernel, type Namespace, type Outcome } from './state.js';

/** Which address, of which link. */
type OfAddress = Pick<AddressAdd, 'netns' | 'device' | 'address'>;

/** Carries out `ip address add`. The same IPv6 address twice on a link is refused, even with another prefix length. */
export function addAddress(kernel: Kernel, { netns, device, address }: OfAddress): Outcome<Kernel> {
  const parsed = parseInterfaceAddress(address);
  if (E.isLeft(parsed)) return E.left('EINVAL');
  const added = parsed.right;
  return editLink(kernel, netns, device, (link) => {
    if (added.address.kind === 'ipv6' && link.disableIpv6) return E.left('EACCES');
    const clash = link.addresses.some((text) => clashes(added, text));
    return clash ? E.left('EEXIST') : E.right({ ...link, addresses: [...link.addresses, address] });
  });
}

/**
 * Carries out `ip address delete`. The secondaries of an IPv4 primary go with it unless they are promoted; with the
 * last IPv4 address go the link's IPv4 routes. IPv6 routes stay: measured on Linux 6.18.
 */
export function deleteAddress(kernel: Kernel, { netns, device, address }: OfAddress): Outcome<Kernel> {
  return editNamespace(kernel, netns, (namespace) => {
    const link = namespace.links.get(device);
    if (link === undefined) return E.left('ENODEV');
    if (!link.addresses.includes(address)) return E.left('EADDRNOTAVAIL');
    const lost = [address, ...(promotes(namespace, device) ? [] : secondariesOf(address, link.addresses))];
    const addresses = link.addresses.filter((each) => !lost.includes(each));
    const links = new Map(namespace.links).set(device, { ...link, addresses });
    const unnumbered = !address.includes(':') && addresses.every((each) => each.includes(':'));
    const routes = namespace.routes.filter(
      (route) => !(unnumbered && route.device === device && !route.destination.includes(':')),
    );
    return E.right({ ...namespace, links, routes });
  });
}

function clashes(added: InterfaceAddress, text: string): boolean {
  return added.address.kind === 'ipv6' ? text.startsWith(`${added.address.text}/`) : text === added.text;
}

/** Says whether secondaries are promoted: either the namespace or the link says so (ip-sysctl). */
function promotes({ sysctls }: Namespace, device: string): boolean {
  return ['all', device].some((name) => sysctls.get(`net.ipv4.conf.${name}.promote_secondaries`) === '1');
}

/** Returns the later addresses in the subnet of a primary; none for a secondary. */
function secondariesOf(address: string, addresses: readonly string[]): readonly string[] {
  const subnet = subnetOf(address);
  if (subnet === undefined) return [];
  const [primary, ...secondaries] = addresses.filter((each) => subnetOf(each) === subnet);
  return primary === address ? secondaries : [];
}

function subnetOf(address: string): string | undefined {
  const parsed = parseInterfaceAddress(address);
  return E.isRight(parsed) && parsed.right.address.kind === 'ipv4'
    ? networkOf(parsed.right.address, parsed.right.length).text
    : undefined;
}
