import { linkGroup } from '../mark/names.js';
import { makerOf, makerOfName } from '../program/programs.js';
import { ip, type ProcessCommand, type ToolCommand } from './command.js';
import type { LinkDelete } from './verb/link.js';
import type { LinkAdd } from './verb/link-add.js';

/**
 * Returns what makes a link where the kernel cannot: a process, as wg-quick(8) starts one for a WireGuard device, and
 * then what the kernel's own link is born with. Nothing where no program makes links of its type.
 */
export function inUserspace(
  operation: LinkAdd,
): readonly [making: ProcessCommand, setting: ToolCommand] | undefined {
  const { netns, name, type, mtu } = operation;
  const program = makerOf(type);
  if (program === undefined) return undefined;
  const link = netns === undefined ? { device: name } : { netns, device: name };
  return [
    { tool: 'process', action: 'start', program, link },
    ip(netns, 'link', 'set', 'dev', name, 'group', String(linkGroup), 'mtu', String(mtu)),
  ];
}

/**
 * Returns what follows a link's end: the process that made it, if one did, ends too, and only then gives its port back.
 */
export function afterDelete({ name }: LinkDelete): readonly ProcessCommand[] {
  const program = makerOfName(name);
  if (program === undefined) return [];
  return [{ tool: 'process', action: 'stop', program, link: { device: name } }];
}
