import { ownerOfNetns } from '../mark/owner-of.js';
import type { ServedLink } from '../program/program.js';
import { programs, type ServerName } from '../program/programs.js';
import { nodeOwner } from '../scalar/owner.js';
import type { Resource } from './resource.js';

/**
 * Returns the process of a program that serves a link, as it is observed. `isAttached`: it is in the namespace and on
 * the link by those names, and not on earlier ones.
 */
export function servedResource(program: ServerName, link: ServedLink, isAttached: boolean): Resource {
  const { kind } = programs[program];
  const owner = ownerOfNetns(link.netns ?? '') ?? nodeOwner;
  return { kind, owner, ...link, ...(isAttached ? {} : { detached: true }) };
}
