import { type Kernel, type KernelLink, type Namespace, withLink, withNamespace, without } from './state.js';

/** Returns the link with this index, in any namespace. */
export function linkByIndex(kernel: Kernel, index: number | undefined): KernelLink | undefined {
  for (const namespace of kernel.namespaces.values()) {
    for (const link of namespace.links.values()) {
      if (link.index === index) return link;
    }
  }
  return undefined;
}

/** Returns the kernel with each link changed, in every namespace. */
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

/** Returns the namespace without a link and its routes and parameters. */
export function withoutLink(namespace: Namespace, name: string): Namespace {
  const ofLink = new RegExp(`^net\\.ipv[46]\\.(conf|neigh)\\.${name.replaceAll('.', '\\.')}\\.`);
  return {
    ...withoutRoutes(namespace, name),
    links: without(namespace.links, name),
    sysctls: new Map([...namespace.sysctls].filter(([key]) => !ofLink.test(key))),
  };
}

/** Returns the namespace without the routes over a link. */
export function withoutRoutes(namespace: Namespace, device: string): Namespace {
  return { ...namespace, routes: namespace.routes.filter((route) => route.device !== device) };
}
