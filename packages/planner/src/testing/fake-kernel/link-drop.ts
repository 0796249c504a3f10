import * as E from 'fp-ts/lib/Either.js';
import type { LinkDelete } from '../../operation/verb/link.js';
import { linkByIndex, mapLinks, withoutLink } from './link-index.js';
import { settleMtu } from './link-mtu.js';
import { switchLink } from './link-up.js';
import { membersOf } from './member.js';
import { host, type Kernel, type KernelLink, type Outcome, withNamespace } from './state.js';

/**
 * Carries out `ip link delete`. The link's addresses, peers, port and routes go with it, and so do the macvlans and
 * vlans on it and the other end of a veth, in any namespace. The members of a bridge or bond are free.
 */
export function deleteLink(kernel: Kernel, { netns = host, name }: LinkDelete): Outcome<Kernel> {
  const namespace = kernel.namespaces.get(netns);
  if (namespace === undefined) return E.left('ENOENT');
  const link = namespace.links.get(name);
  if (link === undefined) return E.left('ENODEV');
  return link.type === 'loopback' ? E.left('EOPNOTSUPP') : E.right(dropLink(kernel, link.index));
}

/** Returns the kernel without a link, and without those that cannot be without it. */
export function dropLink(kernel: Kernel, index: number): Kernel {
  const gone = linkByIndex(kernel, index);
  if (gone === undefined) return kernel;
  let now = kernel;
  for (const [netns, namespace] of kernel.namespaces) {
    if (namespace.links.get(gone.name)?.index !== index) continue;
    now = withNamespace(now, netns, withoutLink(namespace, gone.name));
  }
  now = freeMembers(now, gone);
  for (const { links } of kernel.namespaces.values()) {
    for (const { index: other, lower, peer } of links.values()) {
      if (lower === index || peer === index) now = dropLink(now, other);
    }
  }
  return settleMtu(now, gone.master);
}

/** Frees the members of a link that is gone. A bond leaves its members down. */
function freeMembers(kernel: Kernel, gone: KernelLink): Kernel {
  const members = [...kernel.namespaces.values()].flatMap(({ links }) =>
    [...links.values()].filter(({ master }) => master === gone.index),
  );
  const fallen =
    membersOf(gone) === 'down'
      ? members.reduce((now, member) => switchLink(now, member.index, false), kernel)
      : kernel;
  return mapLinks(fallen, (link) => {
    if (link.master !== gone.index) return link;
    const { master: _, ...free } = link;
    return free;
  });
}
