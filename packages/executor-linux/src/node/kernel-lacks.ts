import { type KernelModule, type LinkType, linkType, linkTypes } from '@networkd/planner';
import type { Run } from '../command/run.js';

/** The types of link that a kernel may be without and only some documents ask for. */
export const optionalTypes = linkTypes.filter((type) => linkType(type).module?.isOptional === true);

/** All that a kernel may be without: first those that every node needs. */
export const lackableTypes: readonly LinkType[] = [
  ...linkTypes.filter((type) => linkType(type).module?.isOptional === false),
  ...optionalTypes,
];

/**
 * Returns why this kernel can make no such link, or nothing where it can. Tries it in a namespace that ends with the
 * attempt, so that the node does not notice. What is made on another link is tried on a bridge: `lo` carries no VLAN on
 * any kernel.
 */
export async function lacks(run: Run, type: LinkType): Promise<string | undefined> {
  const { module, lower } = linkType(type);
  if (module === undefined) return undefined;
  const { name, options, noun, trial } = module;
  if (options.length > 0) await run({ argv: ['modprobe', '--quiet', name, ...options] });
  const made = ['name', 'try', 'type', type, ...trial].join(' ');
  const lines =
    lower === 'none'
      ? [`link add ${made}`]
      : ['link add name base type bridge', `link add link base ${made}`];
  const stdin = lines.map((line) => `${line}\n`).join('');
  const { status, stderr } = await run({ argv: ['unshare', '--net', 'ip', '-batch', '-'], stdin });
  if (status === 0 || !isRefusal(stderr, lines.length)) return undefined;
  return `this kernel has no ${noun} (${stderr.trim().split('\n')[0]}); load the module with: modprobe ${name}`;
}

/** Says whether the last line failed, and failed because the kernel does not know the type. */
function isRefusal(stderr: string, last: number): boolean {
  return /Unknown device type|not supported/.test(stderr) && stderr.includes(`Command failed -:${last}\n`);
}

/** Returns what is known of the kernel module of such links. */
export function moduleOf(type: LinkType): KernelModule {
  const { module } = linkType(type);
  if (module === undefined) throw new TypeError(`links of type ${type} have no module`);
  return module;
}
