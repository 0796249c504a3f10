import { type Kernel, type KernelLink, type Namespace, withLink, withNamespace, without } from './state.js';

/** The link with this index, in whatever namespace it is. */
export function linkByIndex(kernel: Kernel, index: number | undefined): KernelLink | undefined {
  for (const namespace of kernel.namespaces.values()) {
    for (const link of namespace.links.values()) {
      if (link.index === index) return link;
    }
  }
  return undefined;
}

/** The kernel with each link as it is changed, in whatever namespace it is. */
export function mapLinks(kernel: Kernel, change: (link: KernelLink) => KernelLink): Kernel {
  let now = kernel;
  for (const [netns, namespace] of kernel.namespaces) {
    let edited = namespace;
    for (const link of namespace.links.values()) {
      const changed = change(link);
      if (changed !== link) edited = withLink(edited, changed);
    }
    if (edited !== namespace) now = withNamespace(now, netns, edited);
  }
  return now;
}

/** The namespace without a link and its routes and parameters. */
export function withoutLink(namespace: Namespace, name: string): Namespace {
  const ofLink = new RegExp(`^net\\.ipv[46]\\.(conf|neigh)\\.${name.replaceAll('.', '\\.')}\\.`);
  return {
    ...withoutRoutes(namespace, name),
    links: without(namespace.links, name),
    sysctls: new Map([...namespace.sysctls].filter(([key]) => !ofLink.test(key))),
  };
}

/** The namespace without the routes over a link. */
export function withoutRoutes(namespace: Namespace, device: string): Namespace {
  return { ...namespace, routes: namespace.routes.filter((route) => route.device !== device) };
}
