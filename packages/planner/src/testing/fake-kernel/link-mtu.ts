import { linkByIndex, mapLinks } from './link-index.js';
import { membersOf } from './member.js';
import type { Kernel } from './state.js';

/** What a bridge has without a member. */
const ethernet = 1500;

/**
 * Changes the MTUs of other links that follow from the MTU of a link, or from its members. A bridge whose own MTU was
 * never set takes the least of its members', a bond gives its members its own, and what is stacked on a link shrinks with
 * it.
 */
export function settleMtu(kernel: Kernel, index: number | undefined): Kernel {
  const link = linkByIndex(kernel, index);
  if (link === undefined) return kernel;
  const members = [...kernel.namespaces.values()].flatMap(({ links }) =>
    [...links.values()].filter(({ master }) => master === link.index),
  );
  if (link.type === 'bridge' && link.keepsMtu !== true) {
    const least = members.reduce((least, { mtu }) => Math.min(least, mtu), members[0]?.mtu ?? ethernet);
    if (least !== link.mtu) return settleMtu(withMtu(kernel, link.index, least), link.index);
  }
  let now = kernel;
  for (const { links } of kernel.namespaces.values()) {
    for (const { index: other, lower, mtu, master } of links.values()) {
      const shrinks = lower === link.index && mtu > link.mtu;
      const follows = membersOf(link) === 'down' && master === link.index && mtu !== link.mtu;
      if (shrinks || follows) now = settleMtu(withMtu(now, other, link.mtu), other);
    }
  }
  const master = linkByIndex(now, link.master);
  return master?.type === 'bridge' ? settleMtu(now, master.index) : now;
}

function withMtu(kernel: Kernel, index: number, mtu: number): Kernel {
  return mapLinks(kernel, (link) => (link.index === index ? { ...link, mtu } : link));
}
