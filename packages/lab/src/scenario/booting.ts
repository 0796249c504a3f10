import type { Outcome, Running } from '../machine/command.js';
import type { RunningMachine } from '../machine/machine.js';
import { dialling } from '../meter/tcp.js';

/** A line of what `tn boot --json` tells: its kind, and what the proofs look at of some kinds. */
export interface BootEvent {
  readonly kind: string;
  readonly nic?: string;
  readonly nics?: readonly string[];
  readonly rule?: string;
  readonly endpoint?: string;
  readonly operations?: number;
  readonly seconds?: number;
  readonly message?: string;
}

/** How a boot ended, and its events. */
export interface Boot extends Outcome {
  readonly events: readonly BootEvent[];
}

/** Where `tn` keeps its state: in the machine's own folder, which outlives a reboot. */
export const inState = ['--state', 'state'] as const;

/** Boots a machine as the node of its name with `tn boot apply`, to the end. */
export async function boot(machine: RunningMachine, ...more: readonly string[]): Promise<Boot> {
  return bootOf(await startBoot(machine, ...more).done);
}

/** Begins to boot a machine. */
export function startBoot(machine: RunningMachine, ...more: readonly string[]): Running {
  return machine.startTn(['boot', 'apply', '-n', machine.name, '--yes', '--json', ...inState, ...more]);
}

/** Returns a boot that has ended, or what is known of one that was killed. */
export function bootOf(outcome: Outcome): Boot {
  const lines = outcome.stdout.split('\n').slice(0, -1);
  return { ...outcome, events: lines.map((line): BootEvent => JSON.parse(line)) };
}

/** Takes a node's own network off it. */
export function removeNode(machine: RunningMachine): Promise<Outcome> {
  return machine.tn(['node', 'remove', '-n', machine.name, '--yes', ...inState]);
}

/** Returns the first event of a kind. */
export function eventOf({ events }: Boot, kind: string): BootEvent | undefined {
  return events.find((each) => each.kind === kind);
}

/**
 * Returns who a host on the Internet says that a machine is, by the address it comes from. Returns nothing where it
 * does not get there.
 */
export async function asWhom(machine: RunningMachine, host: string): Promise<string> {
  return (await machine.run([process.execPath, ...dialling(host, 443, 1000)])).stdout;
}
