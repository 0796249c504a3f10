import * as E from 'fp-ts/lib/Either.js';
import { linkType } from '../../link-type/link-types.js';
import type { LinkMove, LinkSet } from '../../operation/verb/link.js';
import { present } from '../../scalar/present.js';
import { linkByIndex, withoutLink } from './link-index.js';
import { settleMtu } from './link-mtu.js';
import { switchLink } from './link-up.js';
import { isCarried } from './member.js';
import {
  editLink,
  host,
  type Kernel,
  type KernelLink,
  type Outcome,
  withLink,
  withNamespace,
} from './state.js';

/** Carries out `ip link set` of a link's own attributes. What is carried can only be up on what is up. */
export function setLink(kernel: Kernel, operation: LinkSet): Outcome<Kernel> {
  const { netns, name, mtu, alias, address, up } = operation;
  const set = editLink(kernel, netns, name, (link) => {
    const lower = linkByIndex(kernel, link.lower);
    if (mtu !== undefined && lower !== undefined && mtu > lower.mtu) return E.left('EINVAL');
    if (address !== undefined && link.type === 'wireguard') return E.left('EOPNOTSUPP');
    if (up === true && isCarried(link) && lower?.up === false) return E.left('ENETDOWN');
    const keepsMtu = link.type === 'bridge' && mtu !== undefined && mtu !== link.mtu;
    return E.right({
      ...link,
      ...present({ mtu }),
      ...(keepsMtu ? { keepsMtu } : {}),
      ...present({ alias, address }),
    });
  });
  if (E.isLeft(set)) return set;
  const index = set.right.namespaces.get(netns ?? host)?.links.get(name)?.index;
  const settled = mtu === undefined ? set.right : settleMtu(set.right, index);
  return E.right(up === undefined ? settled : switchLink(settled, index, up));
}

/**
 * Carries out `ip link set netns`. The link arrives down, without addresses and with its parameters as new. Its mark,
 * keys, peers and the socket in the birth namespace stay; its master is lost. A bridge, a bond and a loopback cannot be
 * moved, not even to where they are.
 */
export function moveLink(kernel: Kernel, { netns = host, name, to = host }: LinkMove): Outcome<Kernel> {
  const [source, target] = [kernel.namespaces.get(netns), kernel.namespaces.get(to)];
  if (source === undefined || target === undefined) return E.left('ENOENT');
  const link = source.links.get(name);
  if (link === undefined) return E.left('ENODEV');
  if (isBound(link)) return E.left('EINVAL');
  if (netns === to) return E.right(kernel);
  if (target.links.has(name)) return E.left('EEXIST');
  const { master, ...free } = link;
  const moved: KernelLink = { ...free, up: false, disableIpv6: false, addresses: [] };
  const left = withNamespace(kernel, netns, withoutLink(source, name));
  return E.right(settleMtu(withNamespace(left, to, withLink(target, moved)), master));
}

/** Says whether the kernel ties the link to the namespace in which it was made. */
function isBound({ type }: KernelLink): boolean {
  return type === 'loopback' || (type !== 'foreign' && linkType(type).isBound);
}
