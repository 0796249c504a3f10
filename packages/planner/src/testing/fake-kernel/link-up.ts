import { linkByIndex, withoutRoutes } from './link-index.js';
import { isCarried } from './member.js';
import { type Kernel, withLink, withNamespace } from './state.js';

/**
 * Returns the kernel with a link up or down. One that goes down loses its routes and its IPv6 addresses, and keeps its
 * IPv4 ones. What is carried goes up and down with what carries it.
 */
export function switchLink(kernel: Kernel, index: number | undefined, up: boolean): Kernel {
  const link = linkByIndex(kernel, index);
  if (link === undefined || link.up === up) return kernel;
  let now = kernel;
  for (const [netns, namespace] of kernel.namespaces) {
    if (namespace.links.get(link.name)?.index !== link.index) continue;
    const addresses = up ? link.addresses : link.addresses.filter((each) => !each.includes(':'));
    const switched = withLink(namespace, { ...link, up, addresses });
    now = withNamespace(now, netns, up ? switched : withoutRoutes(switched, link.name));
  }
  for (const { links } of kernel.namespaces.values()) {
    for (const upper of links.values()) {
      if (isCarried(upper) && upper.lower === link.index) now = switchLink(now, upper.index, up);
    }
  }
  return now;
}
