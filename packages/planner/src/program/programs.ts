import type { MakingFacts, ProgramFacts, ServingFacts } from './program.js';
import { udhcpcFacts } from './udhcpc/udhcpc.js';
import { wireguardGoFacts } from './wireguard-go.js';

/** The programs of which processes go on after an apply. */
export const programs = {
  udhcpc: udhcpcFacts,
  'wireguard-go': wireguardGoFacts,
} as const satisfies Readonly<Record<string, ProgramFacts>>;

type Programs = typeof programs;

/** The name of one of them. */
export type ProgramName = keyof Programs;

/** The name of one that makes links. */
export type MakerName = { [P in ProgramName]: Programs[P] extends MakingFacts ? P : never }[ProgramName];

/** The name of one that serves links. */
export type ServerName = { [P in ProgramName]: Programs[P] extends ServingFacts ? P : never }[ProgramName];

const names = Object.keys(programs) as readonly ProgramName[];

const isMaker = (name: ProgramName): name is MakerName => programs[name].role === 'makes';

/** Returns the program that makes links of that type where the kernel cannot. */
export function makerOf(type: string): MakerName | undefined {
  return names.filter(isMaker).find((name) => programs[name].type === type);
}

/** Returns the program whose links have such names. */
export function makerOfName(device: string): MakerName | undefined {
  return names
    .filter(isMaker)
    .find((name) => programs[name].linkOf(basename(programs[name].file({ device }))) !== undefined);
}

function basename(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
