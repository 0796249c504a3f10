import type { LinkType, ProgramName } from '@networkd/planner';
import type { Makes, Program, Serves } from './program.js';
import { udhcpc } from './programs/udhcpc/udhcpc.js';
import { wireguardGo } from './programs/wireguard-go/wireguard-go.js';

/** Every program of which processes go on after an apply. */
export const programs = {
  'wireguard-go': wireguardGo,
  udhcpc,
} satisfies Readonly<Record<ProgramName, Program>>;

/** A program that makes links. */
export type Maker = Program & { readonly role: Makes };

/** A program that serves links. */
export type Server = Program & { readonly role: Serves };

const all: readonly Program[] = Object.values(programs);

export const makers: readonly Maker[] = all.filter((each): each is Maker => each.role.kind === 'makes');

export const servers: readonly Server[] = all.filter((each): each is Server => each.role.kind === 'serves');

/** The program that makes links of that type where the kernel cannot. */
export function makerOf(type: LinkType): Maker | undefined {
  return makers.find(({ role }) => role.type === type);
}
