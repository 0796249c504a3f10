import type { LinkType, ProgramName, ServerName } from '@networkd/planner';
import type { Maker, Program, Server } from './program.js';
import { udhcpc } from './programs/udhcpc.js';
import { wireguardGo } from './programs/wireguard-go.js';

/** The programs that serve links. */
export const servers = { udhcpc } satisfies Readonly<Record<ServerName, Server>>;

/** Every program of which processes go on after an apply. */
export const programs = {
  'wireguard-go': wireguardGo,
  ...servers,
} satisfies Readonly<Record<ProgramName, Program>>;

const all: readonly Program[] = Object.values(programs);

export const makers: readonly Maker[] = all.filter((each): each is Maker => each.role === 'makes');

/** Returns the program that makes links of that type where the kernel cannot. */
export function makerOf(type: LinkType): Maker | undefined {
  return makers.find((each) => each.type === type);
}
