import * as E from 'fp-ts/lib/Either.js';
import type { LinkRemoveMaster, LinkSetMaster } from '../../operation/verb/link.js';
import { linkByIndex, mapLinks } from './link-index.js';
import { settleMtu } from './link-mtu.js';
import { switchLink } from './link-up.js';
import { membersOf } from './member.js';
import { host, type Kernel, type KernelLink, type Outcome } from './state.js';

/**
 * Carries out `ip link set master`. A member changes its master at once. A link with a macvlan on it can be no member, nor
 * can a bridge of a bridge; a bond takes only what is down, and sets it up.
 */
export function setMaster(kernel: Kernel, operation: LinkSetMaster): Outcome<Kernel> {
  const { netns = host, name } = operation;
  const namespace = kernel.namespaces.get(netns);
  if (namespace === undefined) return E.left('ENOENT');
  const member = namespace.links.get(name);
  const master = namespace.links.get(operation.master);
  if (member === undefined || master === undefined) return E.left('ENODEV');
  if (membersOf(master) === 'none') return E.left('EOPNOTSUPP');
  if (member.type === 'loopback') return E.left('EINVAL');
  if (member.type === master.type) return E.left('ELOOP');
  if (member.master === master.index) return E.right(kernel);
  if (carriesMacvlan(kernel, member)) return E.left('EBUSY');
  const freed = release(kernel, member);
  if (membersOf(master) === 'down' && linkByIndex(freed, member.index)?.up === true) return E.left('EPERM');
  const joined = mapLinks(freed, (link) =>
    link.index === member.index ? { ...link, master: master.index } : link,
  );
  const settled = settleMtu(joined, master.index);
  return E.right(membersOf(master) === 'down' ? switchLink(settled, member.index, true) : settled);
}

/** Carries out `ip link set nomaster`. No error for a link that is nobody's member. */
export function removeMaster(kernel: Kernel, { netns = host, name }: LinkRemoveMaster): Outcome<Kernel> {
  const namespace = kernel.namespaces.get(netns);
  if (namespace === undefined) return E.left('ENOENT');
  const member = namespace.links.get(name);
  return member === undefined ? E.left('ENODEV') : E.right(release(kernel, member));
}

/** Takes a member from its master. A bond leaves the member down. */
function release(kernel: Kernel, { index, master }: KernelLink): Kernel {
  const before = linkByIndex(kernel, master);
  if (before === undefined) return kernel;
  const freed = mapLinks(kernel, (link) => {
    if (link.index !== index) return link;
    const { master: _, ...free } = link;
    return free;
  });
  return settleMtu(membersOf(before) === 'down' ? switchLink(freed, index, false) : freed, before.index);
}

function carriesMacvlan({ namespaces }: Kernel, { index }: KernelLink): boolean {
  return [...namespaces.values()].some(({ links }) =>
    [...links.values()].some(({ type, lower }) => type === 'macvlan' && lower === index),
  );
}
