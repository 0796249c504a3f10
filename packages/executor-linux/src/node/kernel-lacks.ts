import type { Run } from '../run.js';

/** Kinds of link that a kernel may be without, the module of each, and how one is tried. */
const kinds = {
  vlan: { module: '8021q', what: 'VLANs', words: ['link', 'lo', 'name', 'try', 'type', 'vlan', 'id', '1'] },
  bond: { module: 'bonding', what: 'bonds', words: ['name', 'try', 'type', 'bond'] },
} as const;

/** One of them. */
export type OptionalKind = keyof typeof kinds;

export const optionalKinds: readonly OptionalKind[] = ['vlan', 'bond'];

/**
 * Why this kernel can make no such link, or nothing where it can: tried in a namespace that ends with the attempt, so that
 * the node does not notice.
 */
export async function lacks(run: Run, kind: OptionalKind): Promise<string | undefined> {
  const { module, what, words } = kinds[kind];
  const { status, stderr } = await run({ argv: ['unshare', '--net', 'ip', 'link', 'add', ...words] });
  if (status === 0 || !/Unknown device type|not supported/.test(stderr)) return undefined;
  return `this kernel has no ${what} (${stderr.trim().split('\n')[0]}); load the module with: modprobe ${module}`;
}

/** The kernel module that has such links. */
export function moduleOf(kind: OptionalKind): string {
  return kinds[kind].module;
}
