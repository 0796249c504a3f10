import type { Kernel } from '@networkd/planner/testing';

/** A WireGuard device of the fake kernel, with the namespace it is in; the host's is ''. */
export type Device = { readonly netns: string } & LinkOf<Kernel>;

type LinkOf<K> = K extends { namespaces: ReadonlyMap<string, { links: ReadonlyMap<string, infer L> }> }
  ? L
  : never;

/** The WireGuard devices of the fake kernel, in any namespace. */
export function devicesOf({ namespaces }: Kernel): readonly Device[] {
  return [...namespaces].flatMap(([netns, { links }]) =>
    [...links.values()].flatMap((link) => (link.wireguard === undefined ? [] : [{ netns, ...link }])),
  );
}
