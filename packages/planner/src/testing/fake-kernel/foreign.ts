import { linkOfParameter } from '../../kind/sysctl-link.js';
import { ownerOfNetns } from '../../mark/owner-of.js';
import type { Family } from '../../scalar/address.js';
import { present } from '../../scalar/present.js';
import { tableKey } from './firewall.js';
import { isOurs, ownerOf } from './owner.js';
import {
  host,
  type Kernel,
  type KernelLink,
  type Namespace,
  newNamespace,
  withLink,
  withNamespace,
} from './state.js';

/** An object without our mark, as others put it on the node. `netns` absent is the host's namespace. */
export type ForeignObject =
  | { readonly kind: 'Netns'; readonly name: string }
  | {
      readonly kind: 'Link';
      readonly netns?: string;
      readonly name: string;
      readonly addresses?: readonly string[];
    }
  | { readonly kind: 'Socket'; readonly netns?: string; readonly port: number }
  | {
      readonly kind: 'Route';
      readonly netns?: string;
      readonly destination: string;
      readonly device: string;
      readonly via?: string;
      readonly metric?: number;
      /** Absent: the main one. */
      readonly table?: number;
    }
  | {
      readonly kind: 'Rule';
      readonly netns?: string;
      readonly family: Family;
      readonly priority: number;
      readonly iif?: string;
      readonly table: number;
    }
  | { readonly kind: 'NftTable'; readonly netns?: string; readonly name: string; readonly ruleset: string }
  | { readonly kind: 'Sysctl'; readonly netns?: string; readonly key: string; readonly value: string };

/** Returns the kernel with an object of others in it, without any of the checks that operations meet. */
export function withForeign(kernel: Kernel, object: ForeignObject): Kernel {
  const nextIndex = kernel.nextIndex + 1;
  if (object.kind === 'Netns') {
    return { ...withNamespace(kernel, object.name, newNamespace(kernel.nextIndex, false)), nextIndex };
  }
  const name = object.netns ?? host;
  const namespace = kernel.namespaces.get(name) ?? newNamespace(kernel.nextIndex, false);
  const changed = {
    ...withNamespace(kernel, name, put(namespace, object, nextIndex)),
    nextIndex: nextIndex + 1,
  };
  return changed;
}

/**
 * Returns everything without our mark as one text, in a fixed order. It must be the same to the byte before and after
 * anything we do. A namespace with one of our names is left out, but not what others have in it.
 */
export function foreignText(kernel: Kernel): string {
  const namespaces = [...kernel.namespaces].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(
    namespaces.flatMap(([name, namespace]) => unmarked(name, namespace)),
    undefined,
    1,
  );
}

function put(
  namespace: Namespace,
  object: Exclude<ForeignObject, { kind: 'Netns' }>,
  index: number,
): Namespace {
  switch (object.kind) {
    case 'Link':
      return withLink(namespace, foreignLink(object.name, object.addresses ?? [], index));
    case 'Socket':
      return { ...namespace, sockets: [...namespace.sockets, object.port] };
    case 'Route': {
      const { destination, device, via, metric = 0, table } = object;
      const more = { ...present({ via, table }) };
      const route = { destination, device, metric, ...more, ours: false };
      return { ...namespace, routes: [...namespace.routes, route] };
    }
    case 'Rule': {
      const { family, priority, iif, table } = object;
      const rule = { family, priority, ...present({ iif }), table, ours: false };
      return { ...namespace, rules: [...namespace.rules, rule] };
    }
    case 'NftTable': {
      const table = { family: 'inet', name: object.name, ruleset: object.ruleset };
      return { ...namespace, tables: new Map(namespace.tables).set(tableKey('inet', object.name), table) };
    }
    case 'Sysctl':
      return { ...namespace, sysctls: new Map(namespace.sysctls).set(object.key, object.value) };
    default:
      return object satisfies never;
  }
}

function foreignLink(name: string, addresses: readonly string[], index: number): KernelLink {
  return { index, name, type: 'foreign', birth: host, mtu: 1500, up: true, disableIpv6: false, addresses };
}

function unmarked(name: string, namespace: Namespace): readonly unknown[] {
  const { links, routes, rules, tables, sysctls, sockets } = namespace;
  const owner = ownerOfNetns(name);
  const ours = name.startsWith('n-') || (owner !== undefined && isOurs(namespace, owner));
  const left = {
    name,
    links: [...links.values()].filter(
      (link) => !(ours && link.type === 'loopback') && ownerOf(link) === undefined,
    ),
    routes: routes.filter((route) => !route.ours),
    rules: rules.filter((rule) => !rule.ours),
    tables: [...tables.values()].filter(({ hash }) => hash === undefined),
    sysctls: ours ? [] : [...sysctls].filter(([key]) => !isOfOurs(key, namespace)),
    sockets,
  };
  const count =
    left.links.length + left.routes.length + left.rules.length + left.tables.length + sockets.length;
  return ours && count === 0 ? [] : [left];
}

/** Says whether it is a parameter of a link of ours. */
function isOfOurs(key: string, { links }: Namespace): boolean {
  const link = links.get(linkOfParameter(key) ?? '');
  return link !== undefined && ownerOf(link) !== undefined;
}
