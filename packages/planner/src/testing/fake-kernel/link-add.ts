import * as E from 'fp-ts/lib/Either.js';
import { attributesOf, linkType, variantOf } from '../../link-type/link-types.js';
import type { LinkAdd } from '../../operation/verb/link-add.js';
import { keepsMtu } from '../../operation/verb/link-add.js';
import { present } from '../../scalar/present.js';
import { host, type Kernel, type KernelLink, type Outcome, withLink, withNamespace } from './state.js';

/** IFNAMSIZ without its closing NUL. */
const longestName = 15;

/**
 * Carries out `ip link add`, with mark and MTU. A macvlan and a vlan need their lower link in the namespace of their
 * birth; a member can bear no macvlan.
 */
export function addLink(kernel: Kernel, operation: LinkAdd): Outcome<Kernel> {
  const { netns = host, to = netns, name, type, peer, mtu } = operation;
  if (!isName(name) || (peer !== undefined && !isName(peer))) return E.left('EINVAL');
  const [birth, namespace] = [kernel.namespaces.get(netns), kernel.namespaces.get(to)];
  if (birth === undefined || namespace === undefined) return E.left('ENOENT');
  const lower = operation.link === undefined ? undefined : birth.links.get(operation.link);
  if (lower === undefined && (operation.link !== undefined || linkType(type).lower !== 'none'))
    return E.left('ENODEV');
  if (namespace.links.has(name) || peer === name) return E.left('EEXIST');
  // Linux up to 6.12 looks for the name beside the lower link too.
  if (birth.links.has(name)) return E.left('EEXIST');
  if (peer !== undefined && namespace.links.has(peer)) return E.left('EEXIST');
  if ((type === 'veth') !== (peer !== undefined)) return E.left('EINVAL');
  if (type === 'macvlan' && lower?.master !== undefined) return E.left('EBUSY');
  if (lower !== undefined && mtu > lower.mtu) return E.left('EINVAL');
  if (linkType(type).lower === 'carrier' && isTaken(kernel, operation, lower)) return E.left('EEXIST');
  if (type === 'wireguard' && isServed(kernel, name)) return E.left('EADDRINUSE');
  const index = kernel.nextIndex;
  const disableIpv6 = namespace.sysctls.get('net.ipv6.conf.default.disable_ipv6') === '1';
  const made: KernelLink = {
    ...born(operation, netns, index),
    disableIpv6,
    ...(lower === undefined ? {} : { lower: lower.index }),
    ...present({ address: operation.address }),
    ...(peer === undefined ? {} : { peer: index + 1 }),
  };
  const other =
    peer === undefined
      ? []
      : [{ ...born(operation, netns, index + 1), disableIpv6, name: peer, peer: index }];
  const links = [made, ...other].reduce(withLink, namespace);
  return E.right({ ...withNamespace(kernel, to, links), nextIndex: index + 2 });
}

function isName(name: string): boolean {
  return name !== '' && name.length <= longestName;
}

function born(operation: LinkAdd, birth: string, index: number): KernelLink {
  const { name, type, mtu, alias } = operation;
  return {
    index,
    name,
    type,
    birth,
    ...attributesOf(operation),
    ...(keepsMtu(operation) ? { keepsMtu: true } : {}),
    mtu,
    alias,
    up: false,
    disableIpv6: false,
    addresses: [],
    ...(type === 'wireguard' ? { wireguard: { peers: new Map() } } : {}),
  };
}

/** Says whether the lower device carries a link with the same attributes. */
function isTaken({ namespaces }: Kernel, operation: LinkAdd, lower: KernelLink | undefined): boolean {
  return [...namespaces.values()].some(({ links }) =>
    [...links.values()].some(
      (each) =>
        each.type === operation.type &&
        each.lower === lower?.index &&
        variantOf(each) === variantOf(operation),
    ),
  );
}

/**
 * Says whether any namespace has a WireGuard device of that name. The kernel's own would not mind, but those in
 * userspace all listen to wg(8) in one folder, each under its name.
 */
function isServed({ namespaces }: Kernel, name: string): boolean {
  return [...namespaces.values()].some(({ links }) => links.get(name)?.wireguard !== undefined);
}
