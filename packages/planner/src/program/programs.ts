import type { ProgramFacts } from './program.js';
import { udhcpcFacts } from './udhcpc/udhcpc.js';
import { wireguardGoFacts } from './wireguard-go.js';

/** The programs of which processes go on after an apply. */
export const programs = {
  udhcpc: udhcpcFacts,
  'wireguard-go': wireguardGoFacts,
} as const satisfies Readonly<Record<string, ProgramFacts>>;

/** The name of one of them. */
export type ProgramName = keyof typeof programs;
