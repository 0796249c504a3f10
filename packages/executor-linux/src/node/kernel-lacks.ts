import type { Run } from '../command/run.js';

/**
 * Kinds of link that a kernel may be without: the module of each, and how one is tried, in the words of `ip -batch`. The
 * last line makes it; those before make what it stands on. A VLAN is tried on a bridge, since `lo` carries none on any kernel.
 */
const kinds = {
  bridge: { module: 'bridge', what: 'bridges', lines: ['link add name try type bridge'] },
  veth: { module: 'veth', what: 'veth pairs', lines: ['link add name try type veth peer name other'] },
  macvlan: {
    module: 'macvlan',
    what: 'macvlans',
    lines: ['link add name base type bridge', 'link add link base name try type macvlan mode bridge'],
  },
  vlan: {
    module: '8021q',
    what: 'VLANs',
    lines: ['link add name base type bridge', 'link add link base name try type vlan id 1'],
  },
  bond: { module: 'bonding', what: 'bonds', lines: ['link add name try type bond'] },
} as const;

/** One of them. */
export type LackableKind = keyof typeof kinds;

/** Those that only some documents ask for. */
export type OptionalKind = 'vlan' | 'bond';

export const optionalKinds: readonly OptionalKind[] = ['vlan', 'bond'];

/** Those that every node needs. */
export const necessaryKinds = ['bridge', 'veth', 'macvlan'] as const;

/**
 * Returns why this kernel can make no such link, or nothing where it can: tried in a namespace that ends with the attempt,
 * so that the node does not notice.
 */
export async function lacks(run: Run, kind: LackableKind): Promise<string | undefined> {
  const { module, what, lines } = kinds[kind];
  // Loaded for the first `type bond`, it would make a link of its own in the host, `bond0`.
  if (kind === 'bond') await run({ argv: ['modprobe', '--quiet', module, 'max_bonds=0'] });
  const stdin = lines.map((line) => `${line}\n`).join('');
  const { status, stderr } = await run({ argv: ['unshare', '--net', 'ip', '-batch', '-'], stdin });
  if (status === 0 || !isRefusal(stderr, lines.length)) return undefined;
  return `this kernel has no ${what} (${stderr.trim().split('\n')[0]}); load the module with: modprobe ${module}`;
}

/** The kernel does not know the kind, and of no line but the last. */
function isRefusal(stderr: string, last: number): boolean {
  return /Unknown device type|not supported/.test(stderr) && stderr.includes(`Command failed -:${last}\n`);
}

/** Returns the kernel module that has such links. */
export function moduleOf(kind: LackableKind): string {
  return kinds[kind].module;
}

/** Returns what such links are called in messages. */
export function wordFor(kind: LackableKind): string {
  return kinds[kind].what;
}
